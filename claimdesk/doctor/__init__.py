"""Whether what the desk keeps is whole: examinations that read, and never change, the database.

Each is one small function that registers itself, in a module that `service.MODULES` names:

    @examination("feed")
    async def feed() -> list[Finding]:
        ...

The database refuses most of what is looked for here; what it finds came by other means than claimdesk:
a failing disk, a hand in the database, a restored table, or a mistake of claimdesk's own.
"""
