"""The style guide: only where settings ask for it, open to whoever looks, and nothing in it to send."""

from tests.contracts.permissions import Row

ROWS = [Row("styleguide", get="all:200", post="all:405")]
