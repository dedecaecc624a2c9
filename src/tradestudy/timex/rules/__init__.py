"""What each pattern of the grammar means; one file a kind of expression."""
