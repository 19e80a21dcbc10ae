"""How the server is: one list of checks, to which every part of claimdesk adds its own."""
