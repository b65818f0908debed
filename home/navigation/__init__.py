"""What the shell around every page needs: menus by role, the other language, how the reader likes to read.

Rooms above register what they add: `register_nav(provider)` for the main menu (five at most are shown), and
`register_account(provider)` for the person's own menu. A provider takes the request and returns NavItems.
"""

from home.navigation.items import NavItem, register_account, register_nav
from home.navigation.shell import shell

__all__ = ["NavItem", "register_account", "register_nav", "shell"]
