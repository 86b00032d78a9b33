"""The reading room: a static site that shows what was extracted, and where people judge it.

`site.write_site` writes it, `server.room` serves it, `amend.with_reviews` carries out in a build what reviewers decided.
"""
