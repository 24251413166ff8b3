"""The pages. Each asks the ledger one named question or two, and shows the answer."""

from wirebook.outputs.web.pages import ask, balances, facts, front, lists, login, missed, reports, review, sources

ROUTERS = tuple(one.router for one in (front, balances, facts, lists, reports, missed, review, sources, ask, login))
