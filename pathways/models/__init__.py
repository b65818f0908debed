"""Requirements and pathways: who must have what by when, why, and how an organisation stands."""
