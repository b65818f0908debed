"""The suite; tests/<app>/ mirror the apps, contracts/ hold the rules of the house, journeys/ drive a browser."""
