"""What requires what: a requirement or pathway that would require itself, and through which others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from pathways.kinds import Kind
from pathways.models import Pathway, PathwayStep, PathwayVersion, Requirement, RequirementVersion

Node = tuple[str, str]  # kind and public_id


def chain_of(row: RequirementVersion | PathwayVersion, steps: Iterable[int] = ()) -> list[str]:
    """The names along the way from this one back to itself, if it led there with these new rules; else nothing."""
    links, names = _links()
    if isinstance(row, RequirementVersion):
        start = (Kind.CERTIFICATE.value, str(row.requirement.public_id))
        names.setdefault(start, row.requirement.name)
        links[start] = {(row.kind, row.target_key)}
    else:
        start = (Kind.PATHWAY.value, str(row.pathway.public_id))
        names.setdefault(start, row.pathway.name)
        keys = Requirement.objects.filter(pk__in=steps).values_list("public_id", flat=True)
        links[start] = {(Kind.CERTIFICATE.value, str(key)) for key in keys}
    way = _way(start, start, links, set())
    return [names[node] for node in [start, *way]] if way else []


def _way(node: Node, goal: Node, links: dict[Node, set[Node]], seen: set[Node]) -> list[Node]:
    for following in sorted(links.get(node, ())):
        if following == goal:
            return [goal]
        if following not in seen:
            seen.add(following)
            rest = _way(following, goal, links, seen)
            if rest:
                return [following, *rest]
    return []


def _links() -> tuple[dict[Node, set[Node]], dict[Node, str]]:
    """The links of the newest version of each."""
    names: dict[Node, str] = {}
    links: dict[Node, set[Node]] = {}
    requirements: dict[int, Node] = {}
    for row in Requirement.objects.all():
        requirements[row.pk] = (Kind.CERTIFICATE.value, str(row.public_id))
        names[requirements[row.pk]] = row.name
    newest: dict[Any, Any] = {}
    for version in RequirementVersion.objects.order_by("number"):
        newest[version.requirement_id] = version
    for version in newest.values():
        if version.kind in {Kind.CERTIFICATE, Kind.PATHWAY} and not version.ended:
            links[requirements[version.requirement_id]] = {(version.kind, version.target_key)}
    paths: dict[int, Node] = {}
    for pathway in Pathway.objects.all():
        paths[pathway.pk] = (Kind.PATHWAY.value, str(pathway.public_id))
        names[paths[pathway.pk]] = pathway.name
    latest = {row.pathway_id: row.pk for row in PathwayVersion.objects.order_by("number")}
    steps = PathwayStep.objects.filter(version__in=latest.values())
    for pathway_id, requirement_id in steps.values_list("version__pathway_id", "requirement_id"):
        links.setdefault(paths[pathway_id], set()).add(requirements[requirement_id])
    return links, names
