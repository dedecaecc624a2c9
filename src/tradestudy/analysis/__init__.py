"""What the notebooks show: one file a notebook (`corpus`, `chronology`, `issues`, `voices`), and what they share."""

from tradestudy import require

require("notebooks")
