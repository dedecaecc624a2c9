"""Dates in news text: sentence -> expected cases, worked out by hand with a calendar, and properties that hold for any text."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

import annotation
from tradestudy import tables, timex
from tradestudy.terms import read_lexicon

ROOT = Path(__file__).parents[2]

TUE = "2025-06-10"  # a Tuesday
FRI = "2025-05-16"  # a Friday
WED = "2025-10-29"  # a Wednesday
DEC = "2025-12-03"  # a Wednesday
JAN = "2026-01-08"  # a Thursday
WSJ = "1989-11-02"  # a Thursday
AP = "1998-02-27"  # a Friday

# (name, day of publication, text, "mention=value; ...") with every mention of the text in order. A value may be followed by
# " mod" and by "[first,last]".
CASES = [
    # Spellings of a day
    ("month-first", TUE, "They met on June 9, 2025, in London.", "June 9, 2025=2025-06-09"),
    ("abbreviated", TUE, "The order of Feb. 1, 2025 stands.", "Feb. 1, 2025=2025-02-01"),
    ("day-first", TUE, "The order of 1 February 2025 stands.", "1 February 2025=2025-02-01"),
    ("ordinal-of", TUE, "It was signed on the 15th of January 2020.", "the 15th of January 2020=2020-01-15"),
    ("month-ordinal", TUE, "It was signed on January 15th, 2020.", "January 15th, 2020=2020-01-15"),
    ("weekday-date", TUE, "A hearing on Monday, June 9 was adjourned.", "Monday, June 9=2025-06-09"),
    ("weekday-date-year", TUE, "Talks open on Thursday, June 5, 2025.", "Thursday, June 5, 2025=2025-06-05"),
    ("iso", TUE, "Updated 2025-06-09.", "2025-06-09=2025-06-09"),
    ("timestamp", TUE, "Updated 2025-06-09T14:30:00Z by staff.", "2025-06-09T14:30:00Z=2025-06-09T14:30:00Z"),
    ("dotted", TUE, "Posted 10.06.2025 in London.", "10.06.2025=2025-06-10"),
    ("slashed-us", TUE, "Posted 6/9/2025 in Washington.", "6/9/2025=2025-06-09"),
    ("dashed-us", TUE, "Posted 5-27-2010 in Washington.", "5-27-2010=2010-05-27"),
    ("dashed-us-short", "2010-05-03", "Posted 4-29-10 in Washington.", "4-29-10=2010-04-29"),
    ("dashed-clear", TUE, "Posted 29-4-2010 in London.", "29-4-2010=2010-04-29"),
    ("letters-in-a-number", TUE, "The 2024-25H1 results beat those of 25H1.", ""),
    ("slashed-clear", TUE, "Posted 25/5/2025 in London.", "25/5/2025=2025-05-25"),
    ("dateline", TUE, "LONDON, June 9 (Xinhua) -- Officials met.", "June 9=2025-06-09"),
    ("dateline-dec", JAN, "BEIJING, Dec. 30 (Xinhua) -- Exports rose.", "Dec. 30=2025-12-30"),
    ("all-caps", TUE, "LONDON, JUNE 9 - OFFICIALS MET ON MONDAY.", "JUNE 9=2025-06-09; MONDAY=2025-06-09"),
    ("adjectival", TUE, "Trade talks stalled after a May 12 agreement.", "May 12=2025-05-12"),
    ("possessive", TUE, "May 12's agreement held.", "May 12=2025-05-12"),
    # Ranges: one interval
    (
        "range-to",
        DEC,
        "He visits from October 30 to November 1.",
        "October 30 to November 1=2025-10-30/2025-11-01 [2025-10-30,2025-11-01]",
    ),
    ("range-hyphen", FRI, "The talks of May 10-11 went well.", "May 10-11=2025-05-10/2025-05-11"),
    ("range-day-first", TUE, "They met in Geneva on 14-15 May.", "14-15 May=2025-05-14/2025-05-15"),
    ("range-dash", TUE, "They met on May 14–15, 2025 in Jeju.", "May 14–15, 2025=2025-05-14/2025-05-15"),
    ("range-and-days", TUE, "They met on May 10 and 11 in Geneva.", "May 10 and 11=2025-05-10/2025-05-11"),
    (
        "range-between-year",
        TUE,
        "Duties paid between March 10 and April 12, 2025 are refunded.",
        "March 10 and April 12, 2025=2025-03-10/2025-04-12",
    ),
    (
        "range-weekdays-past",
        "2025-05-12",
        "The two sides met on Saturday and Sunday in Geneva.",
        "Saturday and Sunday=2025-05-10/2025-05-11",
    ),
    (
        "range-weekdays-future",
        "2025-07-25",
        "They will meet on Monday and Tuesday in Stockholm.",
        "Monday and Tuesday=2025-07-28/2025-07-29",
    ),
    (
        "range-sunday-monday",
        "2025-09-15",
        "Officials met in Madrid on Sunday and Monday.",
        "Sunday and Monday=2025-09-14/2025-09-15",
    ),
    ("range-years", TUE, "Exports fell from 2022 to 2024.", "2022 to 2024=2022/2024 [2022-01-01,2024-12-31]"),
    ("range-months", TUE, "Exports fell from March to May.", "March to May=2025-03/2025-05 [2025-03-01,2025-05-31]"),
    ("range-months-year", TUE, "Exports fell between March and May 2024.", "March and May 2024=2024-03/2024-05"),
    (
        "range-through",
        TUE,
        "Vice Premier He Lifeng will visit Britain from June 8 through June 13.",
        "June 8 through June 13=2025-06-08/2025-06-13",
    ),
    ("range-year-pair", TUE, "In the 2023-24 season, imports doubled.", "2023-24=2023/2024"),
    (
        "range-over-new-year",
        JAN,
        "The pause ran from November 10, 2025 to January 5.",
        "November 10, 2025 to January 5=2025-11-10/2026-01-05",
    ),
    ("no-range-and", TUE, "He spoke on Monday and again on Friday.", "Monday=2025-06-09; Friday=2025-06-06"),
    # Weekdays by the verb
    ("weekday-past", TUE, "A new round of talks started Monday in London.", "Monday=2025-06-09"),
    ("weekday-same-day", TUE, "Officials said on Tuesday that progress was made.", "Tuesday=2025-06-10"),
    ("weekday-will", TUE, "The two sides will meet on Friday.", "Friday=2025-06-13"),
    ("weekday-will-monday", "2025-06-06", "Trump said the teams will meet in London on Monday.", "Monday=2025-06-09"),
    ("weekday-set-to", "2025-06-06", "Negotiators are set to meet on Monday in London.", "Monday=2025-06-09"),
    ("weekday-due", "2025-06-06", "Talks are due to resume Monday.", "Monday=2025-06-09"),
    ("weekday-scheduled", "2025-06-06", "The talks scheduled for Monday follow a phone call.", "Monday=2025-06-09"),
    ("weekday-expected", "2025-06-06", "The delegations are expected in London on Monday.", "Monday=2025-06-09"),
    ("weekday-would", "2025-06-06", "He said the talks would take place on Monday.", "Monday=2025-06-09"),
    ("weekday-is-to", "2025-06-06", "The agreement is to be signed on Monday.", "Monday=2025-06-09"),
    ("weekday-agreed-to", "2025-06-06", "They agreed to meet on Monday.", "Monday=2025-06-09"),
    ("weekday-plans", "2025-06-06", "Greer plans to fly to Geneva on Monday.", "Monday=2025-06-09"),
    (
        "weekday-two",
        "2025-06-06",
        "Trump said on Friday that officials will meet on Monday.",
        "Friday=2025-06-06; Monday=2025-06-09",
    ),
    (
        "weekday-fronted",
        "2025-06-06",
        "On Monday, officials from both countries will meet in London.",
        "Monday=2025-06-09",
    ),
    ("weekday-fronted-past", TUE, "On Friday, Trump announced the talks.", "Friday=2025-06-06"),
    ("weekday-ahead-of", "2025-06-06", "Markets rose ahead of Monday's talks.", "Monday=2025-06-09"),
    ("weekday-possessive", TUE, "Investors welcomed Monday's talks.", "Monday=2025-06-09"),
    ("weekday-modifier", TUE, "He made the remark in a Monday interview.", "Monday=2025-06-09"),
    ("weekday-starting", "2025-05-13", "China will cut its duties starting Wednesday.", "Wednesday=2025-05-14"),
    ("weekday-takes-effect", "2025-05-13", "The cut takes effect on Wednesday.", "Wednesday=2025-05-14"),
    ("weekday-since", TUE, "Shares have fallen since Friday.", "Friday=2025-06-06"),
    ("weekday-last", TUE, "They spoke last Thursday.", "last Thursday=2025-06-05"),
    ("weekday-next", TUE, "They meet next Monday.", "next Monday=2025-06-16"),
    ("weekday-this", TUE, "They speak this Thursday.", "this Thursday=2025-06-12"),
    ("weekday-coming", TUE, "They speak this coming Sunday.", "this coming Sunday=2025-06-15"),
    ("weekday-last-week", TUE, "The call came on Thursday last week.", "Thursday last week=2025-06-05"),
    ("weekday-friday-last-week", TUE, "He announced it on Friday last week.", "Friday last week=2025-06-06"),
    ("weekday-of-next-week", TUE, "They meet on Tuesday of next week.", "Tuesday of next week=2025-06-17"),
    ("weekday-morning", TUE, "They met on Monday morning.", "Monday morning=2025-06-09TMO"),
    ("weekday-night", TUE, "Talks ended late Monday night.", "late Monday night=2025-06-09TNI END"),
    ("weekday-early", TUE, "Stocks rose early Tuesday.", "early Tuesday=2025-06-10 START"),
    ("weekday-every", TUE, "The panel meets every Monday.", "every Monday=XXXX-WXX-1"),
    ("weekday-year-ago", TUE, "A year ago Tuesday the strike began.", "A year ago Tuesday=2024-06-11"),
    ("weekday-week-from", TUE, "A week from Friday the pause ends.", "A week from Friday=2025-06-20"),
    # Relative
    ("today", TUE, "The ministry said today it would appeal.", "today=2025-06-10"),
    ("yesterday", TUE, "He arrived yesterday evening.", "yesterday evening=2025-06-09TEV"),
    ("before-yesterday", TUE, "He arrived the day before yesterday.", "the day before yesterday=2025-06-08"),
    ("tonight", TUE, "He speaks tonight.", "tonight=2025-06-10TNI"),
    ("this-morning", TUE, "Talks resumed this morning.", "this morning=2025-06-10TMO"),
    ("last-night", TUE, "They spoke last night.", "last night=2025-06-09TNI"),
    ("last-week", TUE, "They spoke last week.", "last week=2025-W23 [2025-06-02,2025-06-08]"),
    ("this-week", TUE, "They meet this week.", "this week=2025-W24"),
    ("next-week", TUE, "They meet early next week.", "early next week=2025-W25 START"),
    ("later-this-week", TUE, "They meet later this week.", "later this week=2025-W24 END"),
    ("end-of-next-week", TUE, "A deal is due by the end of next week.", "the end of next week=2025-W25 END"),
    ("last-month", TUE, "Exports fell last month.", "last month=2025-05"),
    ("earlier-this-month", TUE, "He said so earlier this month.", "earlier this month=2025-06 START"),
    ("early-april", TUE, "Measures imposed since early April stay.", "early April=2025-04 START"),
    ("mid-may", TUE, "Rates fell in mid-May.", "mid-May=2025-05 MID"),
    ("late-in", TUE, "He took office late in January.", "late in January=2025-01 END"),
    ("end-of-month", TUE, "The rule lapses at the end of July.", "the end of July=2025-07 END"),
    ("this-year", TUE, "Exports fell this year.", "this year=2025"),
    ("late-last-year", TUE, "It began late last year.", "late last year=2024 END"),
    ("end-of-year", TUE, "It will end by the end of the year.", "the end of the year=2025 END"),
    ("year-end", TUE, "A deal is possible by year-end.", "year-end=2025 END"),
    ("october-last-year", TUE, "He was elected on October 25 last year.", "October 25 last year=2024-10-25"),
    ("month-last-year", TUE, "It fell in November last year.", "November last year=2024-11"),
    ("month-of-this-year", TUE, "It fell in April of this year.", "April of this year=2025-04"),
    ("last-october", TUE, "It was imposed last October.", "last October=2024-10"),
    ("next-april", DEC, "Trump will visit Beijing next April.", "next April=2026-04"),
    ("ago-days", TUE, "It was signed five days ago.", "five days ago=2025-06-05"),
    ("ago-weeks", TUE, "It was signed three weeks ago.", "three weeks ago=2025-W21"),
    ("ago-months", TUE, "It was signed two months ago.", "two months ago=2025-04"),
    ("ago-years", TUE, "It was signed about five years ago.", "about five years ago=2020 APPROX"),
    ("ago-vague", TUE, "It was signed years ago.", "years ago=PAST_REF"),
    ("from-now", TUE, "It ends two weeks from now.", "two weeks from now=2025-W26"),
    (
        "weekend",
        "2025-05-12",
        "The talks over the weekend went well.",
        "the weekend=2025-W19-WE [2025-05-10,2025-05-11]",
    ),
    ("this-weekend", "2025-05-08", "They will meet this weekend.", "this weekend=2025-W19-WE"),
    ("last-weekend", "2025-05-14", "They met last weekend.", "last weekend=2025-W19-WE"),
    ("week-of", TUE, "It is due the week of June 16.", "the week of June 16=2025-W25"),
    (
        "past-span",
        "2025-10-14",
        "Over the last 72 hours, both sides talked.",
        "the last 72 hours=PT72H [2025-10-11,2025-10-14]",
    ),
    (
        "past-weeks",
        TUE,
        "Over the past two weeks, both sides talked.",
        "the past two weeks=P2W [2025-05-27,2025-06-10]",
    ),
    ("next-days", TUE, "Talks go on over the next 90 days.", "the next 90 days=P90D [2025-06-10,2025-09-08]"),
    ("coming-weeks", TUE, "They will talk in the coming weeks.", "the coming weeks=PXW"),
    ("past-year", TUE, "Over the past year prices rose.", "the past year=P1Y [2024-06-10,2025-06-10]"),
    ("brackets", "2026-02-21", "On Friday (Feb 20) the White House gave dates.", "Friday (Feb 20)=2026-02-20"),
    ("ordinals", "2025-06-11", "On the 9th and 10th, they met in London.", "the 9th and 10th=2025-06-09/2025-06-10"),
    (
        "ordinal-next-month",
        "2025-07-30",
        "The cut ends on the 11th of next month.",
        "the 11th of next month=2025-08-11",
    ),
    ("began-in", "2012-02-15", "The uprising, which began in March, goes on.", "March=2011-03"),
    ("journey-in", "2026-02-04", "He spoke of his journey to China in April.", "April=2026-04"),
    ("since-month", "2025-11-18", "It is the first purchase since January.", "January=2025-01"),
    (
        "present-tense",
        "2026-05-10",
        "It starts on Tuesday and ends on Wednesday.",
        "Tuesday=2026-05-12; Wednesday=2026-05-13",
    ),
    ("runs-from", "2025-05-07", "The trip runs from Friday to Monday.", "Friday to Monday=2025-05-09/2025-05-12"),
    ("noun-plan", "2025-04-05", "Since Trump announced the plan on Wednesday, shares fell.", "Wednesday=2025-04-02"),
    ("could-be", "2000-01-06", "None of them could be located Wednesday.", "Wednesday=2000-01-05"),
    (
        "earlier-than-what-has-been",
        "2025-07-24",
        "He will stay from July 27 to July 30, the ministry said on Wednesday. A day earlier, Bessent spoke.",
        "July 27 to July 30=2025-07-27/2025-07-30; Wednesday=2025-07-23; A day earlier=2025-07-22",
    ),
    (
        "year-earlier-month",
        "2025-06-09",
        "Exports dropped by 35% in May compared with a year earlier.",
        "May=2025-05; a year earlier=2024-05",
    ),
    (
        "year-earlier-quarter",
        "1989-11-01",
        "The company said third-quarter net fell from a year earlier.",
        "third-quarter=1989-Q3; a year earlier=1988-Q3",
    ),
    # The date in focus
    (
        "day-earlier",
        TUE,
        "The announcement came on Friday. A day earlier, the presidents spoke.",
        "Friday=2025-06-06; A day earlier=2025-06-05",
    ),
    (
        "following-day",
        TUE,
        "The order was signed on April 2. The following day, markets fell.",
        "April 2=2025-04-02; The following day=2025-04-03",
    ),
    (
        "next-day",
        TUE,
        "China retaliated on April 4. The next day Trump replied.",
        "April 4=2025-04-04; The next day=2025-04-05",
    ),
    (
        "same-day",
        TUE,
        "Trump raised duties on April 9. Beijing replied the same day.",
        "April 9=2025-04-09; the same day=2025-04-09",
    ),
    (
        "that-day",
        TUE,
        "Trump raised duties on April 9. Stocks rose that day.",
        "April 9=2025-04-09; that day=2025-04-09",
    ),
    (
        "two-days-later",
        TUE,
        "China retaliated on April 4. Two days later it filed a case.",
        "April 4=2025-04-04; Two days later=2025-04-06",
    ),
    ("the-15th", FRI, "Talks opened on May 10. They will end on the 15th.", "May 10=2025-05-10; the 15th=2025-05-15"),
    (
        "that-month",
        TUE,
        "A deal was struck in January 2020. Exports rose that month.",
        "January 2020=2020-01; that month=2020-01",
    ),
    (
        "day-before",
        TUE,
        "Trump spoke on June 5. Officials had met the day before.",
        "June 5=2025-06-05; the day before=2025-06-04",
    ),
    # The year of a month or a month-day
    ("nearest-past", TUE, "The order of April 2 stands.", "April 2=2025-04-02"),
    ("nearest-future", TUE, "The pause lapses on August 12.", "August 12=2025-08-12"),
    ("over-new-year", JAN, "The truce was agreed on October 30.", "October 30=2025-10-30"),
    ("over-new-year-ahead", DEC, "Congress returns on January 5.", "January 5=2026-01-05"),
    ("month-over-new-year", JAN, "They met in Busan in October.", "October=2025-10"),
    ("month-future", DEC, "Trump will visit Beijing in April.", "April=2026-04"),
    ("month-past-far", TUE, "Trump was elected in November.", "November=2024-11"),
    (
        "day-future-far",
        "2025-11-12",
        "The suspension will last until November 10, 2026.",
        "November 10, 2026=2026-11-10",
    ),
    # Periods
    ("quarter", TUE, "Growth slowed in the first quarter of 2025.", "the first quarter of 2025=2025-Q1"),
    ("quarter-bare", TUE, "Growth slowed in the first quarter.", "the first quarter=2025-Q1"),
    ("q-short", TUE, "Growth slowed in Q1 2025.", "Q1 2025=2025-Q1"),
    ("fourth-quarter-last", "2025-02-10", "Profit rose in the fourth quarter.", "the fourth quarter=2024-Q4"),
    ("half", "2025-07-14", "Exports rose in the first half of the year.", "the first half of the year=2025-H1"),
    (
        "first-months",
        TUE,
        "Exports fell in the first five months of 2025.",
        "the first five months of 2025=P5M [2025-01-01,2025-05-31]",
    ),
    ("fiscal", TUE, "The gap shrank in fiscal 2024.", "fiscal 2024=2024"),
    ("decade", TUE, "It dates from the 1990s.", "the 1990s=199X"),
    ("early-decade", TUE, "It dates from the early 1980s.", "the early 1980s=198X START"),
    ("century", TUE, "It is the trade war of the 21st century.", "the 21st century=20"),
    ("season", TUE, "It began last fall.", "last fall=2024-FA"),
    ("season-year", TUE, "It began in the summer of 2018.", "the summer of 2018=2018-SU"),
    ("year", TUE, "It began in 2018.", "2018=2018"),
    ("year-early", TUE, "It was signed in early 2020.", "early 2020=2020 START"),
    ("since-year", TUE, "It is the first visit since 2017.", "2017=2017"),
    ("month-year", TUE, "It was signed in January 2020.", "January 2020=2020-01"),
    # Durations, sets, references
    ("hyphen", TUE, "They agreed to a six-month pause.", "six-month=P6M"),
    ("long", TUE, "The two-day-long talks ended.", "two-day-long=P2D"),
    ("half-years", TUE, "It took two and a half years.", "two and a half years=P2Y6M"),
    ("fraction", TUE, "It took 5 1/2 hours.", "5 1/2 hours=PT5H30M"),
    ("nearly", TUE, "They spoke for nearly two hours.", "nearly two hours=PT2H LESS_THAN"),
    ("more-than", TUE, "They spoke for more than 90 minutes.", "more than 90 minutes=PT90M MORE_THAN"),
    ("vague", TUE, "They had argued for months.", "months=PXM"),
    ("several", TUE, "They argued for several weeks.", "several weeks=PXW"),
    ("decade-long", TUE, "It ended a decades-long practice.", "decades-long=PXY"),
    ("set-daily", TUE, "Ships arrive daily.", "daily=P1D"),
    ("set-every", TUE, "They report every six months.", "every six months=P6M"),
    ("set-rate", TUE, "It ships 400,000 barrels a day.", "a day=P1D"),
    ("set-each-of", TUE, "He came in each of the last three years.", "the last three years=P1Y"),
    ("now", TUE, "Duties now stand at 30 percent.", "now=PRESENT_REF"),
    ("future", TUE, "They may meet in the future.", "the future=FUTURE_REF"),
    ("past", TUE, "In the past, talks failed.", "the past=PAST_REF"),
    ("recently", TUE, "They recently spoke.", "recently=PAST_REF"),
    # Deadlines
    (
        "deadline",
        "2025-05-15",
        "The two sides agreed on May 12 to suspend most duties for 90 days.",
        "May 12=2025-05-12; 90 days=P90D [2025-05-12,2025-08-10]",
    ),
    (
        "deadline-next",
        "2025-06-10",
        "Talks stalled after a May 12 agreement. Under the deal, they agreed to a 90-day suspension of most duties.",
        "May 12=2025-05-12; 90-day=P90D [2025-05-12,2025-08-10]",
    ),
    (
        "deadline-from",
        "2025-05-15",
        "The pause lasts 90 days from May 14.",
        "90 days=P90D [2025-05-14,2025-08-12]; May 14=2025-05-14",
    ),
    # Clock times keep their day
    ("clock-weekday", "2025-06-09", "He will speak at 9 a.m. EST Tuesday.", "9 a.m. EST Tuesday=2025-06-10T09:00"),
    ("noon", TUE, "They will speak at noon.", "noon=2025-06-10T12:00"),
    (
        "clock-before-conjunction",
        "2025-05-10",
        "The talks, which began Saturday morning, adjourned around 8 p.m. local time and will resume Sunday.",
        "Saturday morning=2025-05-10TMO; 8 p.m.=2025-05-10T20:00; Sunday=2025-05-11",
    ),
    (
        "clock-ends-sentence",
        "2025-02-01",
        "The tariffs begin Tuesday at 12:01 a.m. Trump, who took office on Jan. 20, signed the order Saturday.",
        "Tuesday=2025-02-04; 12:01 a.m.=2025-02-04T00:01; Jan. 20=2025-01-20; Saturday=2025-02-01",
    ),
    (
        "clock-zone-named",
        "2026-02-25",
        "It has been in force since 12:01 a.m. Eastern time on Feb. 24.",
        "12:01 a.m.=2026-02-24T00:01; Feb. 24=2026-02-24",
    ),
    # Named days
    ("liberation-day", TUE, "He announced the duties on Liberation Day.", "Liberation Day=2025-04-02"),
    ("thanksgiving", DEC, "They spoke before Thanksgiving.", "Thanksgiving=2025-11-27"),
    ("new-years-day", DEC, "The rule starts on New Year's Day.", "New Year's Day=2026-01-01"),
    ("lunar-new-year", JAN, "Factories close for the Lunar New Year.", "Lunar New Year=2026-02-17"),
    ("christmas", DEC, "Shops stock up for Christmas.", "Christmas=2025-12-25"),
    # Not dates
    ("may-verb", TUE, "The two sides may meet again. May they agree!", ""),
    ("march-verb", TUE, "Workers march through the capital.", ""),
    ("percent", TUE, "Duties rose to 145 percent, then fell to 30%.", ""),
    ("price", TUE, "It paid $2025 and 1,998 yuan.", ""),
    ("flight", TUE, "A Boeing 737 and flight 2016 were delayed.", ""),
    ("phone", TUE, "Call 202-456-1111 or 555-2020.", ""),
    ("section", TUE, "Section 301 and Section 232 apply.", ""),
    ("vision", TUE, "Saudi Arabia's Vision 2030 and Made in China 2025 aim at growth.", ""),
    ("age", TUE, "The 57-year-old minister, 44 years old when elected, spoke.", ""),
    ("age-number", TUE, "He Lifeng, 70, spoke.", ""),
    ("score", TUE, "China won 3-1.", ""),
    ("person-may", TUE, "Theresa May spoke.", ""),
    ("person-april", TUE, "April Ryan asked a question.", ""),
    ("tonnes", TUE, "China bought 2000 tonnes of it.", ""),
    ("programme", TUE, 'He told ABC\'s "This Week" so.', ""),
    ("second-round", TUE, "The second round and the third meeting failed.", ""),
    ("fall-verb", TUE, "Prices fall and spring back.", ""),
    ("24-hour-channel", TUE, "It is the 16-nation bloc.", ""),
    ("half-of", TUE, "Half of the goods and a quarter of the firms were hit.", ""),
    ("model", TUE, "The Xiaomi 15 and C919 sell well.", ""),
    # Turns of phrase met in reports of the talks
    ("taking-effect", "2025-04-11", "China raised its duty, taking effect Saturday.", "Saturday=2025-04-12"),
    ("planned-describes", "2025-04-11", "The EU delayed its planned levies Thursday.", "Thursday=2025-04-10"),
    (
        "planned-then-after",
        "2025-10-18",
        "He confirmed the planned meeting after holding a call on Friday.",
        "Friday=2025-10-17",
    ),
    ("to-discuss", "2025-10-27", "It is a framework for the leaders to discuss on Thursday.", "Thursday=2025-10-30"),
    ("week-from-tomorrow", "2025-10-18", "They meet a week from tomorrow.", "a week from tomorrow=2025-10-26"),
    ("resume-morning", "2025-10-25", "Talks will resume in the morning.", "the morning=2025-10-26TMO"),
    ("since-at-least", "2025-11-18", "It is the largest sale since at least January.", "January=2025-01"),
    ("months-long-after", WED, "They resumed sales following a months-long boycott.", "months-long=PXM"),
    ("days-of", TUE, "The days of cheap goods are over.", ""),
    ("ended-year", JAN, "The US ended 2025 with less inflation than a year earlier.", "2025=2025; a year earlier=2024"),
    (
        "year-of-sentence",
        "2025-10-31",
        "He will visit in April 2026 and host Xi later in the year.",
        "April 2026=2026-04; later in the year=2026 END",
    ),
    (
        "year-since",
        "2025-10-31",
        "In their first call since 2019 they spoke of the rest of the year.",
        "2019=2019; the rest of the year=2025 END",
    ),
    (
        "at-that-time",
        "2026-02-21",
        "They have not met since October. In South Korea at that time they shook hands.",
        "October=2025-10; that time=2025-10",
    ),
    (
        "earlier-in-day",
        FRI,
        "Xi spoke on May 12. Earlier in the day he met Lula.",
        "May 12=2025-05-12; Earlier in the day=2025-05-12 START",
    ),
    (
        "year-earlier-chain",
        "2025-12-08",
        "In November imports were above a year earlier. In 11 months they rose 6.9% from a year earlier.",
        "November=2025-11; a year earlier=2024-11; 11 months=P11M; a year earlier=2024",
    ),
    (
        "timeline",
        "2025-08-11",
        "January 21 - Trump threatens a duty.\nFebruary 1 - Trump imposes 10 percent, to take effect on February 4.\n",
        "January 21=2025-01-21; February 1=2025-02-01; February 4=2025-02-04",
    ),
    (
        "timeline-years-back",
        "2019-12-13",
        "- March 8, 2018: tax on steel\n- July 6: trade war\nIt began on July 7.\n- January 14: talks\n",
        "March 8, 2018=2018-03-08; July 6=2018-07-06; July 7=2018-07-07; January 14=2019-01-14",
    ),
    (
        "clock-after-date",
        "2025-10-12",
        "Oct 12, 2025 9:00 AM\nTrump announced the duty Friday.",
        "Oct 12, 2025=2025-10-12; 9:00 AM=2025-10-12T09:00; Friday=2025-10-10",
    ),
    ("timeline-ahead", DEC, "January 5 - Congress returns.", "January 5=2026-01-05"),
    # The newswire of 1989-1999: company results, markets, agency reports, a transcript
    (
        "wsj-quarter-net",
        WSJ,
        "The company said third-quarter net income rose 12% from the year-earlier period.",
        "third-quarter=1989-Q3; the year-earlier period=1988-Q3",
    ),
    ("wsj-last-year-quarter", WSJ, "It had a loss in last year's third quarter.", "last year's third quarter=1988-Q3"),
    ("wsj-this-year-first", WSJ, "Sales fell in this year's first half.", "this year's first half=1989-H1"),
    (
        "wsj-fourth-quarter",
        WSJ,
        "The company expects to take a charge in the fourth quarter.",
        "the fourth quarter=1989-Q4",
    ),
    ("wsj-nine-months", WSJ, "In the nine months, net rose to $18 million.", "nine months=P9M"),
    ("wsj-first-nine", WSJ, "For the first nine months, profit rose 3%.", "the first nine months=P9M"),
    ("wsj-ended", WSJ, "Profit doubled in the quarter ended Sept. 30.", "the quarter=1989-Q3; Sept. 30=1989-09-30"),
    (
        "wsj-fiscal-ended",
        WSJ,
        "It lost money in the fiscal year ended June 30, 1989.",
        "the fiscal year=1989; June 30, 1989=1989-06-30",
    ),
    ("wsj-fiscal", WSJ, "Analysts forecast a profit for fiscal 1990.", "fiscal 1990=1990"),
    ("wsj-latest-quarter", WSJ, "Revenue slipped in the latest quarter.", "the latest quarter=1989-Q3"),
    (
        "wsj-year-ago-quarter",
        WSJ,
        "Third-quarter earnings compared with a loss in the year-ago quarter.",
        "Third-quarter=1989-Q3; the year-ago quarter=1988-Q3",
    ),
    (
        "wsj-second-quarter-year",
        WSJ,
        "The write-off came in the second quarter of 1988.",
        "the second quarter of 1988=1988-Q2",
    ),
    ("wsj-1988-quarter", WSJ, "Profit was flat in the 1988 third quarter.", "the 1988 third quarter=1988-Q3"),
    ("wsj-end-of-year", WSJ, "The plant will close at the end of the year.", "the end of the year=1989 END"),
    ("wsj-yesterday-late", WSJ, "Shares closed at $12 in late New York trading yesterday.", "yesterday=1989-11-01"),
    ("wsj-composite", WSJ, "In composite trading Friday, the stock fell 50 cents.", "Friday=1989-10-27"),
    ("wsj-crash", WSJ, "It was the worst fall since Oct. 19, 1987.", "Oct. 19, 1987=1987-10-19"),
    ("wsj-oct", WSJ, "The market plunged on Oct. 13.", "Oct. 13=1989-10-13"),
    ("wsj-week-ended", WSJ, "Output rose in the week ended Oct. 27.", "the week=1989-W43; Oct. 27=1989-10-27"),
    ("wsj-1980s", WSJ, "Takeovers marked the 1980s.", "the 1980s=198X"),
    ("wsj-mid-1990s", WSJ, "It will be in service by the mid-1990s.", "the mid-1990s=199X MID"),
    ("wsj-mid-1990", WSJ, "A second plant opens in mid-1990.", "mid-1990=1990 MID"),
    ("wsj-early-1990", WSJ, "Deliveries begin in early 1990.", "early 1990=1990 START"),
    ("wsj-next-year", WSJ, "It expects to break even early next year.", "early next year=1990 START"),
    ("wsj-year-ago", WSJ, "Rates were lower a year ago.", "a year ago=1988"),
    ("wsj-five-years", WSJ, "He spent the past five years in prison.", "the past five years=P5Y"),
    ("wsj-recent-months", WSJ, "Sales have slowed in recent months.", "recent months=PXM"),
    ("wsj-few-weeks", WSJ, "Prices rose in the past few weeks.", "the past few weeks=PXW"),
    ("wsj-two-year", WSJ, "They signed a two-year contract.", "two-year=P2Y"),
    ("wsj-annual-rate", WSJ, "Cars sold at an annual rate of 6.1 million.", "annual=P1Y"),
    ("wsj-a-year", WSJ, "The plant makes 300,000 cars a year.", "a year=P1Y"),
    ("wsj-per-day", WSJ, "Kuwait pumps 1.5 million barrels per day.", "per day=P1D"),
    ("wsj-now", WSJ, "He is now chairman and currently holds 5%.", "now=PRESENT_REF; currently=PRESENT_REF"),
    ("wsj-at-present", WSJ, "There are no talks at present.", "present=PRESENT_REF"),
    ("wsj-future", WSJ, "It may sell more units in the future.", "the future=FUTURE_REF"),
    ("wsj-near-future", WSJ, "No offer is likely in the near future.", "the near future=FUTURE_REF"),
    ("wsj-long-ago", WSJ, "That debate ended long ago.", "long ago=PAST_REF"),
    ("wsj-moment", WSJ, "At the moment, no bids are in hand.", "the moment=PRESENT_REF"),
    ("wsj-days-of-month", WSJ, "The bonds are due Nov. 15, 1994.", "Nov. 15, 1994=1994-11-15"),
    ("wsj-dashed", WSJ, "Filed 11-02-89 with the agency.", "11-02-89=1989-11-02"),
    ("wsj-slashed", WSJ, "Filed 10/30/89 with the agency.", "10/30/89=1989-10-30"),
    ("wsj-decade", WSJ, "Over the next decade demand will double.", "the next decade=P10Y"),
    ("wsj-90-day", WSJ, "Rates on 90-day paper eased to 8.4%.", "90-day=P90D"),
    ("wsj-summer", WSJ, "The strike began last summer.", "last summer=1989-SU"),
    (
        "wsj-year-before",
        WSJ,
        "Net was $10 million in 1988, up from $8 million the year before.",
        "1988=1988; the year before=1987",
    ),
    (
        "wsj-two-years-earlier",
        WSJ,
        "He bought the ship in 1985, two years earlier than planned.",
        "1985=1985; two years=P2Y",
    ),
    ("wsj-previous-year", WSJ, "In 1986 it lost more than in the previous year.", "1986=1986; the previous year=1985"),
    (
        "wsj-month-earlier",
        WSJ,
        "Orders fell in September from a month earlier.",
        "September=1989-09; a month earlier=1989-08",
    ),
    ("wsj-year-end", WSJ, "The year-end dividend will be cut.", "year-end=1989 END"),
    ("ap-friday-night", AP, "Police said the fire broke out Thursday night.", "Thursday night=1998-02-26TNI"),
    ("ap-this-morning", AP, "Iraqi officials met Annan this morning.", "this morning=1998-02-27TMO"),
    ("ap-clock", AP, "The bomb went off at 8:15 a.m. Thursday.", "8:15 a.m. Thursday=1998-02-26T08:15"),
    ("ap-clock-on", AP, "The quake struck at 3 a.m. on Monday.", "3 a.m.=1998-02-23T03:00; Monday=1998-02-23"),
    (
        "ap-gulf",
        "1990-08-10",
        "Iraq invaded Kuwait on Aug. 2, eight days ago.",
        "Aug. 2=1990-08-02; eight days ago=1990-08-02",
    ),
    ("ap-a-week-ago", "1990-08-10", "The U.N. acted a week ago Thursday.", "a week ago Thursday=1990-08-02"),
    (
        "ap-last-month",
        "1990-08-10",
        "It rose 0.4 percent last month after falling in June.",
        "last month=1990-07; June=1990-06",
    ),
    (
        "ap-month-name",
        AP,
        "He was indicted last October and will stand trial in May.",
        "last October=1997-10; May=1998-05",
    ),
    ("ap-december", AP, "Talks broke down in December.", "December=1997-12"),
    ("ap-earlier-today", AP, "Earlier today, the council voted.", "Earlier today=1998-02-27 START"),
    ("ap-day-after", AP, "The strike will start the day after tomorrow.", "the day after tomorrow=1998-03-01"),
    ("ap-weekend", AP, "Annan was in Baghdad last weekend.", "last weekend=1998-W08-WE"),
    ("ap-24-hours", AP, "No shots were fired in the past 24 hours.", "the past 24 hours=PT24H"),
    ("ap-hour", AP, "The flight lasted half an hour.", "half an hour=PT30M"),
    ("ap-decades", AP, "Cuba has been isolated for decades.", "decades=PXY"),
    ("ap-half-century", AP, "It is the worst storm in half a century.", "half a century=P50Y"),
    ("ap-1991", AP, "Since the 1991 Gulf War, inspectors have worked there.", "1991=1991"),
    ("ap-years-later", AP, "He left in 1993. Two years later he was arrested.", "1993=1993; Two years later=1995"),
    ("ap-that-year", AP, "The Wall fell in 1989. That year, he was born.", "1989=1989; That year=1989"),
    ("ap-daily", AP, "They met daily and every other week.", "daily=P1D; every other week=P2W"),
    ("ap-twice-month", AP, "They meet twice a month.", "a month=P1M"),
    ("ap-each-year", AP, "Some 500 die each year.", "each year=P1Y"),
    ("ap-days-ago", AP, "He was shot just a few days ago.", "a few days ago=PAST_REF"),
    ("ap-next-tuesday", AP, "The vote is set for next Tuesday.", "next Tuesday=1998-03-03"),
    ("ap-century", AP, "It was the worst flood of this century.", "this century=19"),
    (
        "ap-in-the-day",
        AP,
        "On Thursday he was freed. Later in the day he left.",
        "Thursday=1998-02-26; Later in the day=1998-02-26 END",
    ),
    ("ap-weeklong", AP, "The weeklong trip ended.", "weeklong=P1W"),
    (
        "wsj-three-months-ended",
        WSJ,
        "Net fell in the three months ended Sept. 30.",
        "three months=P3M; Sept. 30=1989-09-30",
    ),
    ("wsj-year-ended", WSJ, "Profit for the year ended March 31 was flat.", "the year=1989; March 31=1989-03-31"),
    ("wsj-quarter-past", WSJ, "The company said sales rose in the quarter.", "the quarter=1989-Q3"),
    ("wsj-quarter-now", WSJ, "It will take a charge in the current quarter.", "the current quarter=1989-Q4"),
    (
        "wsj-quarter-from-year-ago",
        WSJ,
        "Third-quarter net was $5 million, up from $4 million a year ago.",
        "Third-quarter=1989-Q3; a year ago=1988-Q3",
    ),
    ("wsj-fiscal-third", WSJ, "For its fiscal third quarter, the maker posted a loss.", "fiscal third quarter=1989-Q3"),
    (
        "wsj-previous-month",
        WSJ,
        "Orders rose in September after a drop in the previous month.",
        "September=1989-09; the previous month=1989-08",
    ),
    ("wsj-by-mid", WSJ, "The unit should be sold by mid-December.", "mid-December=1989-12 MID"),
    ("wsj-between", WSJ, "Prices doubled between 1985 and 1988.", "1985 and 1988=1985/1988"),
    ("wsj-next-few-years", WSJ, "It will spend $1 billion over the next few years.", "the next few years=PXY"),
    ("wsj-week-low", WSJ, "The stock hit a 52-week low.", "52-week=P52W"),
    ("wsj-october-crash", WSJ, "Since the October 1987 crash, volume has shrunk.", "October 1987=1987-10"),
    ("wsj-late-1970s", WSJ, "Oil rose in the late 1970s.", "the late 1970s=197X END"),
    ("wsj-spring-1990", WSJ, "A vote is due in the spring of 1990.", "the spring of 1990=1990-SP"),
    ("wsj-end-last-year", WSJ, "Debt stood at $2 billion at the end of last year.", "the end of last year=1988 END"),
    ("wsj-coming-months", WSJ, "Rates may fall in coming months.", "coming months=PXM"),
    ("wsj-several-days", WSJ, "Talks are expected to last several days.", "several days=PXD"),
    (
        "wsj-noon-yesterday",
        WSJ,
        "The Dow was off 20 points at noon yesterday.",
        "noon=1989-11-01T12:00; yesterday=1989-11-01",
    ),
    ("wsj-90s", WSJ, "In the '90s, growth will slow.", "the '90s=199X"),
    ("wsj-30-year", WSJ, "The 30-year bond rose.", "30-year=P30Y"),
    ("wsj-age", WSJ, "Mr. Smith, 61 years old, will retire next April.", "next April=1990-04"),
    (
        "wsj-month-year-later",
        WSJ,
        "The plan was dropped in June 1986 and revived a year later.",
        "June 1986=1986-06; a year later=1987-06",
    ),
    ("wsj-once-week", WSJ, "The board meets once a week.", "a week=P1W"),
    ("wsj-jan-1", WSJ, "The change takes effect Jan. 1.", "Jan. 1=1990-01-01"),
    ("wsj-since-january", WSJ, "Prices have climbed 8% since January.", "January=1989-01"),
    ("wsj-until-december", WSJ, "He remains a director until December.", "December=1989-12"),
    ("wsj-august-verb", WSJ, "In August, the company filed for protection.", "August=1989-08"),
    (
        "wsj-last-month-sept",
        WSJ,
        "The deficit widened in August and narrowed last month.",
        "August=1989-08; last month=1989-10",
    ),
    ("wsj-march-future", WSJ, "The merger is expected to close in March.", "March=1990-03"),
    ("wsj-march-past", WSJ, "He resigned in March after a dispute.", "March=1989-03"),
    ("wsj-friday-13", WSJ, "On Friday the 13th, stocks fell 190 points.", "Friday the 13th=1989-10-13"),
    ("wsj-week-ago", WSJ, "Gold was higher than a week ago.", "a week ago=1989-W43"),
    ("wsj-monday-will", WSJ, "The court will rule Monday.", "Monday=1989-11-06"),
    ("ap-dateline", AP, "BAGHDAD, Iraq (AP) _ Iraq on Thursday let inspectors in.", "Thursday=1998-02-26"),
    (
        "ap-told-friday",
        AP,
        "He told reporters Friday that a strike planned for Sunday was off.",
        "Friday=1998-02-27; Sunday=1998-03-01",
    ),
    ("ap-that-time", AP, "He met Saddam in 1991. At that time there was hope.", "1991=1991; that time=1991"),
    ("ap-planned", AP, "NATO postponed its planned exercises Wednesday.", "Wednesday=1998-02-25"),
    ("ap-taking-effect", AP, "Iraq said it would free them, taking effect Sunday.", "Sunday=1998-03-01"),
    ("ap-years-of", AP, "It ended 30 years of violence.", "30 years=P30Y"),
    ("ap-six-week", AP, "The trial lasted six and a half weeks.", "six and a half weeks=P6.5W"),
    ("ap-season", AP, "Elections are planned for this fall.", "this fall=1998-FA"),
    ("ap-early-hours", AP, "In the early morning, troops moved in.", "the early morning=1998-02-27TMO"),
    (
        "tv-lower",
        "1998-01-08",
        "in the last twenty four hours, the market has fallen. on friday it rose. it began in november.",
        "the last twenty four hours=PT24H; friday=1998-01-02; november=1997-11",
    ),
    ("wsj-1989s", WSJ, "In 1989's third quarter it earned $3 million.", "1989's third quarter=1989-Q3"),
    ("wsj-sept30-quarter", WSJ, "It lost money in the Sept. 30 quarter.", "Sept. 30=1989-09-30"),
    ("wsj-1988-first-half", WSJ, "Net was flat from the 1988 first half.", "the 1988 first half=1988-H1"),
    ("wsj-clock", WSJ, "At 10:33 a.m. yesterday the index stood at 2600.", "10:33 a.m. yesterday=1989-11-01T10:33"),
    ("wsj-span", WSJ, "The conference is set for Nov. 3-5.", "Nov. 3-5=1989-11-03/1989-11-05"),
    ("wsj-52-weeks", WSJ, "Earnings for the 52 weeks ended Sept. 30 rose.", "52 weeks=P52W; Sept. 30=1989-09-30"),
    ("wsj-fifth", WSJ, "It reported its fifth consecutive quarterly loss.", "quarterly=P3M"),
    ("wsj-two-quarters", WSJ, "Losses lasted two quarters.", "two quarters=P6M"),
    ("wsj-decade-ago", WSJ, "A decade ago, the firm had 20 employees.", "A decade ago=1979"),
    ("wsj-mid-1988", WSJ, "Since mid-1988, inflation has eased.", "mid-1988=1988 MID"),
    ("wsj-as-early", WSJ, "The bid could come as early as next week.", "next week=1989-W45"),
    ("wsj-last-friday", WSJ, "Last Friday's plunge hurt.", "Last Friday=1989-10-27"),
    ("wsj-in-years", WSJ, "It is the biggest gain in years.", "years=PXY"),
    (
        "wsj-same-quarter",
        WSJ,
        "Third-quarter sales fell from the same quarter last year.",
        "Third-quarter=1989-Q3; the same quarter last year=1988-Q3",
    ),
    (
        "wsj-same-month",
        WSJ,
        "Sales fell in October from the same month a year earlier.",
        "October=1989-10; the same month=1989-10; a year earlier=1988-10",
    ),
    ("wsj-month-of", WSJ, "Permits fell in the month of September.", "the month of September=1989-09"),
    ("wsj-five-day", WSJ, "The strike is in its 30th day.", ""),
    ("wsj-weeks-from", WSJ, "A ruling is due within two weeks.", "two weeks=P2W"),
    ("wsj-yearly", WSJ, "It pays yearly fees and a monthly charge.", "yearly=P1Y; monthly=P1M"),
    ("wsj-weekday-past-perf", WSJ, "The board had met Tuesday.", "Tuesday=1989-10-31"),
    ("wsj-effective", WSJ, "He was named president, effective Jan. 1.", "Jan. 1=1990-01-01"),
    ("wsj-this-month", WSJ, "Earlier this month, he sold shares.", "Earlier this month=1989-11 START"),
    ("wsj-last-winter", WSJ, "Oil was dear last winter.", "last winter=1988-WI"),
    ("wsj-pre-1987", WSJ, "Volume fell to the levels of early 1987.", "early 1987=1987 START"),
    ("wsj-turn", WSJ, "It was built at the turn of the century.", "the turn of the century=19 START"),
    ("wsj-millennium", "1999-12-10", "Planes will fly on New Year's Eve.", "New Year's Eve=1999-12-31"),
    ("ap-overnight", AP, "Troops moved in overnight.", "overnight=1998-02-27TNI"),
    ("ap-yesterday-morning", AP, "He flew home yesterday morning.", "yesterday morning=1998-02-26TMO"),
    ("ap-eve", AP, "On the night of Feb. 20 he fled.", "Feb. 20=1998-02-20"),
    ("ap-year-long", AP, "The year-long siege ended.", "year-long=P1Y"),
    ("ap-hours-later", AP, "He was freed hours later.", ""),
    (
        "ap-days-later",
        AP,
        "The king died on Feb. 7. Three days later his son spoke.",
        "Feb. 7=1998-02-07; Three days later=1998-02-10",
    ),
    (
        "ap-next-day",
        AP,
        "He arrived on Feb. 20 and met Aziz the next day.",
        "Feb. 20=1998-02-20; the next day=1998-02-21",
    ),
    ("ap-the-week", AP, "Annan will be in New York later in the week.", "later in the week=1998-W09 END"),
    ("ap-next-month", AP, "The pope will visit early next month.", "early next month=1998-03 START"),
    ("ap-year-old", AP, "The 8-year-old embargo hurts.", ""),
    ("ap-until", AP, "He has until Monday to comply.", "Monday=1998-03-02"),
    ("ap-on-the-10th", AP, "He left on the 10th.", "the 10th=1998-02-10"),
    ("ap-last-time", AP, "The last two times failed.", ""),
    ("ap-1990-91", AP, "The 1990-91 crisis and the 1980-88 war cost billions.", "1990-91=1990/1991; 1980-88=1980/1988"),
    ("ap-from-to", AP, "He ruled from 1979 until 1989.", "1979 until 1989=1979/1989"),
    ("ap-sunday-night-pre", AP, "The deal signed Sunday night was fragile.", "Sunday night=1998-02-22TNI"),
    ("ap-gmt", AP, "The quake hit at 0735 GMT on Thursday.", "0735 GMT=1998-02-26T07:35Z; Thursday=1998-02-26"),
    ("ap-next-century", AP, "It will shape the next century.", "the next century=20"),
]


def readable(row: timex.Timex, expected: str) -> str:
    shown = f"{row.text}={row.value}"
    if (row.mod and row.type != "DURATION") or (row.mod and f" {row.mod}" in expected):
        shown += f" {row.mod}"
    if f"[{row.first}" in expected and row.first:
        shown += f" [{row.first},{row.last}]"
    return shown


@pytest.mark.parametrize(("dct", "text", "expected"), [pytest.param(*c[1:], id=c[0]) for c in CASES])
def test_a_sentence_gives_its_dates(dct: str, text: str, expected: str) -> None:
    parts = expected.split("; ") if expected else []
    rows = list(timex.iter_timexes(text, dct))
    shown = [readable(row, parts[n] if n < len(parts) else "") for n, row in enumerate(rows)]
    assert shown == parts


# --- Properties ------------------------------------------------------------------------------------------------------

WORDS = (
    "the a last next past this that same two 2 12 15th 2025 1/2 half quarter May June. Mon. Monday week weeks year years ago "
    "earlier later before after and to until from between of in on early mid end , . - – ' s \n\n 10:30 p.m. GMT 10.06.2025 "
    "2025-06-10 2024/25 1990s FY2025 Q3 today now future every daily morning New Year's Day will said more than about fiscal "
    "first third 90 day days suspend for summer century 21st weekend FRIDAY MAY ½ 3, o'clock at ( ) Easter twice $ per"
).split(" ")
texts = st.one_of(
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=40).map("".join),
    st.text(max_size=200),
)


@settings(max_examples=400, deadline=None)
@given(text=texts, dct=st.dates(date(1500, 1, 1), date(2500, 1, 1)).map(str), ranges=st.sampled_from(["join", "split"]))
def test_mentions_slice_back_and_stay_in_the_closed_sets(text: str, dct: str, ranges: str) -> None:
    end = 0
    for row in timex.iter_timexes(text, dct, ranges=ranges):
        assert text[row.start : row.end] == row.text
        assert row.text.strip() == row.text != ""
        assert row.start >= end, "mentions overlap"
        end = row.end
        assert row.granularity in timex.GRANULARITIES
        assert row.type in ("DATE", "TIME", "DURATION", "SET")
        assert row.mod in ("", *timex.MODS)
        assert row.first <= row.last
        assert bool(row.first) == bool(row.last)
        assert row.value


VOCABULARY = [row["word"] for row in read_lexicon("timex_words.csv")] + [*WORDS, "H1", "5-27-2010", "4-29-10", "b2"]


@settings(max_examples=400, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(VOCABULARY), st.sampled_from(("", " ", "-", "/", ", "))), max_size=30))
def test_no_soup_of_the_grammars_own_words_raises(pieces: list[tuple[str, str]]) -> None:
    soup = "".join(word + gap for word, gap in pieces)
    assert len(timex.find_timexes(soup, TUE)) == len(list(timex.iter_timexes(soup, TUE)))


@pytest.mark.parametrize(
    "unit",
    [
        "the ",
        "last ",
        "May ",
        "May 12, ",
        "12-",
        "two and a half ",
        "9 a.m. ",
        "2025-",
        "1/2 ",
        "Monday ",
        "\n",
        "\n \n",
        " ",
    ]
    + ["''", "(", "é", "12.", "the end of ", "for 90 days suspend ", "until Monday to ", "1", "a", "9" * 5000 + "/2 "],
)
def test_time_grows_with_the_text_and_no_faster(unit: str) -> None:
    def seconds(size: int) -> float:
        text = (unit * (size // len(unit) + 1))[:size]
        best = float("inf")
        for _ in range(3):
            start = time.perf_counter()
            for _ in timex.iter_timexes(text, TUE):
                pass
            best = min(best, time.perf_counter() - start)
        return best

    # Ten times the text: ten times the time, with room for a busy machine; a quadratic rule would take a hundred times.
    assert seconds(60_000) < 40 * max(seconds(6_000), 0.0005)


def test_the_table_has_the_declared_columns_and_the_sentence_of_each_mention() -> None:
    text = "Talks opened on Monday. They will end on Friday, officials said."
    found = timex.find_timexes(text, TUE, article_id="a1")
    assert found.columns.tolist() == tables.frame("timexes", []).columns.tolist()
    assert found[["article_id", "sentence_id", "tid"]].values.tolist() == [["a1", 0, "t1"], ["a1", 1, "t2"]]
    assert timex.find_timexes("No date here.", TUE).empty


def test_a_range_is_one_row_or_on_demand_two() -> None:
    text = "He visits from October 30 to November 1."
    assert [row.text for row in timex.iter_timexes(text, DEC)] == ["October 30 to November 1"]
    split = list(timex.iter_timexes(text, DEC, ranges="split"))
    assert [(row.text, row.value) for row in split] == [("October 30", "2025-10-30"), ("November 1", "2025-11-01")]


def test_the_habit_of_the_publisher_decides_numeric_dates() -> None:
    text = "Posted 06/10/2025."
    assert [row.value for row in timex.iter_timexes(text, DEC, day_first=False)] == ["2025-06-10"]
    assert [row.value for row in timex.iter_timexes(text, DEC, day_first=True)] == ["2025-10-06"]


def test_a_clock_time_keeps_the_day_its_sentence_names() -> None:
    text = "The cut took effect at 12:01 a.m. EDT on Wednesday, officials said on Tuesday."
    assert [row.value for row in timex.iter_timexes(text, TUE)] == ["2025-06-04T00:01", "2025-06-04", "2025-06-10"]


def test_direction_is_told_against_the_day_of_publication() -> None:
    text = "They met on Monday, speak today and will meet on Friday; recently they argued."
    assert [row.direction for row in timex.iter_timexes(text, TUE)] == ["past", "present", "future", "past"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("The 90-day pause, agreed on May 12, holds.", "deadline"),
        ("The 90-day pause is set to expire on August 12.", "duration"),
        ("The 90-day truce ends on August 12.", "duration"),
        ("They prolonged the truce by 90 days, moving the end to November 10.", "duration"),
        ("The truce was prolonged by 90 days starting August 12.", "deadline"),
        ("Both may extend the pause by 90 days during talks that take place in Sweden on Monday.", "duration"),
        ("He raised the suspended duties three times within 90 days.", "duration"),
        ("They will report on the pause within 90 days.", "within"),
    ],
)
def test_a_deadline_needs_a_start_and_a_term(text: str, rule: str) -> None:
    assert [row.rule for row in timex.iter_timexes(text, "2025-07-27") if row.type == "DURATION"] == [rule]


def test_a_wrong_day_of_publication_is_refused() -> None:
    with pytest.raises(ValueError, match="2025-13-01"):
        timex.find_timexes("On Monday.", "2025-13-01")


# --- Accuracy on the annotated digests -------------------------------------------------------------------------------


def test_dates_of_the_annotated_digests_are_resolved() -> None:
    """The floor lies a little under what benchmarks/timeml.py --digests shows; lowering it must be asked for."""
    marks = annotation.gold("timexes")
    assert len(annotation.texts()) == marks["article_id"].nunique() >= 30
    n_gold = n_found = n_right = 0
    for article in annotation.texts().itertuples():
        found = {(row.text, row.value) for row in timex.iter_timexes(article.text, article.published)}
        n_found += len(found)
        own = marks[marks["article_id"] == article.Index]
        wanted = set(zip(own["text"], own["value"], strict=True))
        n_gold += len(wanted)
        n_right += len(found & wanted)
    assert n_right / n_gold >= 0.90, "recall of (text, value)"
    assert n_right / n_found >= 0.90, "precision of (text, value)"


def test_dct_may_be_a_timestamp_and_none_is_a_clear_error():
    import pandas as pd

    assert timex.find_timexes("on Monday", pd.Timestamp("2025-06-10 08:00"))["value"].tolist() == ["2025-06-09"]
    with pytest.raises(ValueError, match="dct: expected the day of publication"):
        timex.find_timexes("on Monday", None)
