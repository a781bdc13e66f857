"""A folder of pattern files outside the package, as a user writes it: two types of the user's own, and one of ours."""

from __future__ import annotations

from pathlib import Path

SITE_OPENING = """
event = "site_opening"
identity = ["owner", "place"]

[roles]
owner = ["ORG"]
site = ["PHRASE"]
place = ["PLACE"]
cost = ["MONEY"]
jobs = ["COUNT"]

[[pattern]]
id = "site_opening.opens"
trigger = ["open|opens|opened|inaugurates|inaugurated"]
voice = "active"
gives = { stage = "open", owner = "issuer" }
slots.owner = { side = "subject" }
slots.site = { side = "object", head = ["plant", "factory", "office", "store"], required = true }
slots.place = { side = "after", marker = ["in", "near"], required = true }
slots.cost = { side = "after", marker = ["at a cost of"] }
slots.jobs = { side = "after", marker = ["creating", "with"] }
yes = [
    { text = "Northwind Ltd. has opened a new plant in Ohio.", owner = "Northwind Ltd.", site = "new plant", place = "Ohio", stage = "open" },
]
no = ["Northwind Ltd. opened the meeting in Ohio with a song."]

[[pattern]]
id = "site_opening.to_open"
trigger = ["to open"]
gives = { stage = "announced", owner = "issuer" }
slots.owner = { side = "subject" }
slots.site = { side = "object", head = ["plant", "factory", "office", "store"], required = true }
slots.place = { side = "after", marker = ["in", "near"], required = true }
yes = [{ text = "Northwind Ltd. to Open Second Plant in Ohio", owner = "Northwind Ltd.", place = "Ohio", stage = "announced" }]
no = ["Northwind Ltd. to Open Trading in Ohio"]
"""

RECALL = """
event = "recall"

[roles]
maker = ["ORG"]
products = ["PRODUCT"]
units = ["COUNT"]
share = ["PERCENT"]
since = ["DATE"]
quarter = ["PERIOD"]

[[pattern]]
id = "recall.recalls"
trigger = ["recalls|recalled|recalling"]
voice = "active"
slots.maker = { side = "subject", required = true }
slots.products = { side = "object", many = true }
slots.units = { side = "after" }
slots.share = { side = "after" }
slots.since = { side = "after", marker = ["made since"] }
slots.quarter = { side = "after", marker = ["made in the", "made in"] }
yes = [{ text = "Northwind Ltd. has recalled the PumpMax 200 and the PumpMax 300.", maker = "Northwind Ltd.", products = ["PumpMax 200", "PumpMax 300"] }]
no = ["As Jane Doe recalled, the pumps were loud."]
"""

RECALL_PRODUCTS = 'slots.products = { side = "object", many = true }\n'

MORE_DEPLOYMENTS = """
event = "customer_deployment"

[[pattern]]
id = "customer_deployment.swears_by"
trigger = ["swears|swore by"]
gives = { stage = "selected" }
slots.customer = { side = "subject", required = true }
slots.products = { side = "object" }
yes = [{ text = "Northwind Bank swears by LedgerOne.", customer = "Northwind Bank", products = ["LedgerOne"] }]
no = ["Jane Doe swears by early hours."]
"""

RELEASE = """\
Northwind Ltd. Opens Plant in Ohio

CLEVELAND, June 3, 2021 -- Northwind Ltd. (NYSE: NWD) has opened a new assembly plant in Ohio at a cost of $20 million. \
The company also recalled the PumpMax(TM) 200 and the PumpMax(TM) 300. Contoso Bank swears by Northwind's \
LedgerOne(TM) platform.
"""


def write(folder: Path) -> Path:
    """Write the three files into a folder and return it."""
    folder.mkdir(exist_ok=True)
    (folder / "site_opening.toml").write_text(SITE_OPENING, "utf-8")
    (folder / "recall.toml").write_text(RECALL, "utf-8")
    (folder / "deployments.toml").write_text(MORE_DEPLOYMENTS, "utf-8")
    return folder
