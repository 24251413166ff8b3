"""Two weeks of dispatches and bulletins, invented: each tells of nights in other words, one is a reprint, one a
correction, one a body's own bulletin without a source."""


def text(title, publisher, day, body, month="2025-06"):
    return f"Title: {title}\nPublisher: {publisher}\nPublished: {month}-{day:02}\n\n{body}\n"


HARBOUR = (
    "KHARKIV, June 4 - Fires burned in two districts of Kharkiv on Wednesday. Across the country Russia launched 66 "
    "drones overnight, the air force said, and 40 of them were shot down."
)
UKRAINE = (
    text(
        "Shaheds set warehouses ablaze in Kharkiv",
        "Steppe Herald",
        2,
        "KHARKIV, June 2 - Russia launched 108 drones and three missiles at Ukraine overnight, the Ukrainian air force "
        "said on Monday. Air defences shot down 71 of the drones and 22 more failed to reach their targets.",
    ),
    text(
        "Ukraine reports 90 drones overnight",
        "Dnipro Wire",
        3,
        "KYIV, June 3 - Ukraine's air force said on Tuesday that Russia had launched 90 drones overnight, of which 54 "
        "were shot down and 21 were jammed.",
    ),
    text("Night of fire in Kharkiv as drones come again", "Steppe Herald", 4, HARBOUR),
    text("Night of fire in Kharkiv as drones come again", "Southern Echo", 4, HARBOUR),
    text(
        "Overnight report",
        "Ukrainian Air Force",
        5,
        "On the night of 5 June 2025 the enemy attacked with 103 strike drones launched from Kursk, Oryol and "
        "Primorsko-Akhtarsk. Air defence neutralised 74 of them: 28 were shot down and 46 were lost from radar or "
        "suppressed by electronic warfare.",
    ),
    text(
        "Largest raid of the week hits Odesa",
        "Dnipro Wire",
        6,
        "ODESA, June 6 - Russia attacked Ukraine on Thursday night in the largest raid of the week. Ukraine's air "
        "force put the number of drones at 205 on Friday, while the president's office put it at 211.",
    ),
)
ISRAEL = (
    text(
        "Sirens in Haifa",
        "Galilee Post",
        7,
        "HAIFA, Oct 7 - Hezbollah fired 40 rockets from Lebanon at northern Israel on Monday, the Israeli military "
        "said; 33 were intercepted.",
        "2024-10",
    ),
    text(
        "Rockets over Haifa",
        "Galilee Post",
        8,
        "HAIFA, Oct 8 - The Israeli military said it intercepted 85 of 100 rockets that Hezbollah fired on Tuesday.",
        "2024-10",
    ),
    text(
        "Military corrects its count of rockets",
        "Galilee Post",
        9,
        "HAIFA, Oct 9 - The Israeli military said in a correction that Hezbollah had fired 105 rockets at northern "
        "Israel on Tuesday.",
        "2024-10",
    ),
    text(
        "Quiet day ends in rockets",
        "Coast Daily",
        11,
        "ACRE, Oct 11 - Hezbollah fired 25 rockets at northern Israel on Friday, the Israeli military said.",
        "2024-10",
    ),
)
