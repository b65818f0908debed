"""Prints who can sign in to the demo, from demo/people.yaml."""

from pathlib import Path

import yaml

PEOPLE = Path(__file__).resolve().parents[1] / "demo" / "people.yaml"


def main() -> None:
    """One line for each address."""
    people = yaml.safe_load(PEOPLE.read_text(encoding="utf-8"))["people"]
    print("\nDemo sign-ins, all with the password welcome-to-hearth:")
    for person in people:
        if "email" in person:
            role = person.get("role") or ("site administrator" if person.get("site_administrator") else "")
            past = " (has left)" if "left_weeks_ago" in person else ""
            print(f"  {person['email']:<36}{person['name']}, {role}{past}")
    print()


if __name__ == "__main__":
    main()
