"""One story as an agency tells it and as others print it, and bulletins of one template."""

_PARAGRAPHS = [
    (
        "VELNA, March 3 (Dnipro Wire) - A guided bomb hit the covered market of the river port on Monday morning, when "
        "stallholders were setting out their goods, and tore the roof off its northern hall, the town council said."
    ),
    (
        "Twelve people were killed and more than thirty taken to hospitals, the head of the council, Ilya Maren, told "
        "reporters beside the cordon. Rescuers with dogs were searching what is left of the cold store."
    ),
    (
        "Residents said that they had heard an aircraft but no siren. The council asked the regional command why the "
        "alarm in the port district stayed silent although those of the neighbouring quarters had sounded."
    ),
    (
        "The market was last struck in the autumn, when a drone burnt out a row of kiosks. It had been reopened at the "
        "end of January with money from a charity, and was thought to be safe because of its thick walls."
    ),
    (
        "Trams to the port do not run. A school nearby has taken in families whose windows were blown out, and the "
        "council is handing out sheeting and plywood at the fire station."
    ),
]
STORY = "\n\n".join(_PARAGRAPHS)
CUT = "\n\n".join(["MARKET BOMBED IN RIVER PORT", *_PARAGRAPHS[:3]])
LONGER = "\n\n".join([*_PARAGRAPHS, "On Tuesday the search went on, and the council put off the spring fair."])
EDITED = STORY.replace("neighbouring", "neighboring").replace("(Dnipro Wire) -", "—").replace("stallholders", "traders")
CONVOY = (
    "A convoy of nine lorries with flour and medicine reached the northern suburbs on Tuesday, the first in "
    "six weeks, and was unloaded at the depot of the Red Crescent under the eyes of monitors from both sides.\n\n"
    "Drivers told of mines on the verges and of three hours' waiting at the last checkpoint, where soldiers "
    "opened every tenth sack. Nobody was hurt, and the lorries are to go back for a second load on Friday.\n\n"
)
BULLETIN = (
    "Over the past day the enemy attacked the region {} times. The air defence shot down {} drones and {} missiles. "
    "In the district of Velna {} houses and {} power lines were damaged. Fires broke out at {} places, and all were "
    "put out by the morning. {} people asked for medical help, of whom {} are in hospital."
)
