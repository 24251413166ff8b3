"""The page: a local web application on a ledger. `room` holds what it opens, `app` puts it together.

`api` answers programs, `pages` and its like answer people; both ask the ledger and nothing else. `safety` stands before
all of them.
"""
