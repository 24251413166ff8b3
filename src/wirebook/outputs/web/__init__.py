"""The page: a local web application on a ledger. `state` holds what it opens, `app` puts it together.

`api` answers programs, `pages` and its like answer people; both ask the ledger and nothing else. `middleware` stands
before all of them.
"""
