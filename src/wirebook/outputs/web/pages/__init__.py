"""The pages. Each asks the ledger one named question or two, and shows the answer."""

from wirebook.outputs.web.pages import ask, balances, facts, front, lists, login, reports, review, sources

ROUTERS = tuple(one.router for one in (front, balances, facts, lists, reports, review, sources, ask, login))
