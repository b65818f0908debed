"""Where the behaviour, its drivers and the lines between them stand, for a wide and for a narrow column."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from learning.fit.model import Core, Driver, Layout, Line, Link, Node
from learning.fit.words import LINE, circle_text, text_width, wrap

HEAD_LINE = 20
PAD = 10
GAP = 14
EDGE = 3
RING_GAP = 22


@dataclass(frozen=True)
class Shape:
    """What differs between the two drawings."""

    width: int
    box: int
    size: float


WIDE = Shape(width=680, box=196, size=15.5)
NARROW = Shape(width=300, box=139, size=15.5)


@dataclass(frozen=True)
class _Box:
    """A driver with its wrapped text, not yet placed."""

    driver: Driver
    head: list[str]
    body: list[str]
    width: int

    @property
    def height(self) -> int:
        return PAD * 2 + HEAD_LINE * len(self.head) + LINE * len(self.body) - 4

    def at(self, centre_x: int, top: int) -> Node:
        """Place the box with its middle at `centre_x` and its upper edge at `top`."""
        first = top + PAD + 14
        head = [Line(centre_x, first + HEAD_LINE * i, text) for i, text in enumerate(self.head)]
        body_top = first + HEAD_LINE * len(self.head)
        body = [Line(centre_x, body_top + LINE * i, text) for i, text in enumerate(self.body)]
        left = centre_x - self.width // 2
        return Node(left, top, self.width, self.height, self.driver.system, self.driver.weight, head, body)


def wide(behaviour: str, drivers: Sequence[Driver]) -> Layout:
    """The drawing for a wide column: one driver above, one below, the others at both sides, clockwise from the top."""
    shape = WIDE
    radius, words = circle_text(behaviour, shape.size)
    boxes = [_box(driver, shape) for driver in drivers]
    top, right, bottom, left = _slots(boxes)
    middle = shape.width // 2
    stack = sum(box.height + RING_GAP for box in (*top, *bottom)) + 2 * radius
    inner = max(stack, _column_height(right), _column_height(left))
    height = inner + 2 * EDGE
    upper = EDGE + sum(box.height for box in top)
    lower = height - EDGE - sum(box.height for box in bottom)
    core = _core(middle, (upper + lower) // 2, radius, words)
    side = shape.box // 2 + EDGE
    nodes = [box.at(middle, EDGE) for box in top]
    nodes += _column(right, shape.width - side, height)
    nodes += [box.at(middle, lower) for box in bottom]
    nodes += reversed(_column(left, side, height))
    return Layout(shape.width, height, shape.size, core, nodes, [_straight(core, node) for node in nodes])


def narrow(behaviour: str, drivers: Sequence[Driver]) -> Layout:
    """The drawing for a phone: rows of two above and below the behaviour, lines running between them."""
    shape = NARROW
    radius, words = circle_text(behaviour, shape.size)
    boxes = [_box(driver, shape) for driver in drivers]
    half = ceil(len(boxes) / 2) if len(boxes) > 1 else 0
    above, below = _rows(boxes[:half], odd_first=True), _rows(boxes[half:], odd_first=False)
    y = EDGE
    nodes: list[tuple[Node, bool]] = []
    for index, row in enumerate(above):
        nodes += _row(row, y, shape, near=index == len(above) - 1)
        y += max(box.height for box in row) + GAP
    y += RING_GAP - GAP if above else 0
    core = _core(shape.width // 2, y + radius, radius, words)
    y += 2 * radius + (RING_GAP if below else EDGE)
    for index, row in enumerate(below):
        nodes += _row(row, y, shape, near=index == 0)
        y += max(box.height for box in row) + GAP
    height = y - GAP + EDGE if below else y
    links = [_straight(core, node) if near else _bent(core, node) for node, near in nodes]
    return Layout(shape.width, height, shape.size, core, [node for node, _near in nodes], links)


def _box(driver: Driver, shape: Shape) -> _Box:
    """Wrap a driver's words to the box's width."""
    room = shape.box - 2 * PAD
    return _Box(driver, _heading(driver, room, shape.size), wrap(driver.text, room, shape.size), shape.box)


def _heading(driver: Driver, room: int, size: float) -> list[str]:
    """The heading on one line where it fits, otherwise system and weight on lines of their own."""
    bold = size * 1.06
    if text_width(driver.heading, bold) <= room:
        return [driver.heading]
    parts = driver.heading.split(" · ")
    return [line for part in parts for line in wrap(part[0].upper() + part[1:], room, bold)]


def _core(x: int, y: int, radius: int, words: list[str]) -> Core:
    """The circle with its lines centred in it."""
    first = y - (len(words) - 1) * LINE / 2 + 5
    return Core(x, y, radius, [Line(x, round(first + LINE * i), text) for i, text in enumerate(words)])


def _slots(boxes: list[_Box]) -> tuple[list[_Box], list[_Box], list[_Box], list[_Box]]:
    """Share the boxes out to top, right, bottom and left; beyond eight only the sides grow."""
    count = len(boxes)
    has_top = 3 <= count <= 8
    has_bottom = has_top and count % 2 == 0
    at_right = ceil((count - has_top - has_bottom) / 2)
    rest = boxes[int(has_top) :]
    right, rest = rest[:at_right], rest[at_right:]
    return boxes[: int(has_top)], right, rest[: int(has_bottom)], rest[int(has_bottom) :][::-1]


def _column_height(boxes: list[_Box]) -> int:
    """How much room a column needs."""
    return sum(box.height for box in boxes) + GAP * max(len(boxes) - 1, 0)


def _column(boxes: list[_Box], x: int, height: int) -> list[Node]:
    """Place boxes under each other, the free room shared evenly."""
    if not boxes:
        return []
    free = height - 2 * EDGE - sum(box.height for box in boxes)
    gap = max(GAP, free // (len(boxes) + 1))
    y = EDGE + max(0, (free - gap * (len(boxes) - 1)) // 2)
    nodes = []
    for box in boxes:
        nodes.append(box.at(x, y))
        y += box.height + gap
    return nodes


def _rows(boxes: list[_Box], *, odd_first: bool) -> list[list[_Box]]:
    """Pair the boxes; one that is left over stands alone, furthest from the middle."""
    if not boxes:
        return []
    if odd_first and len(boxes) % 2:
        return [boxes[:1], *(boxes[i : i + 2] for i in range(1, len(boxes), 2))]
    return [boxes[i : i + 2] for i in range(0, len(boxes), 2)]


def _row(row: list[_Box], y: int, shape: Shape, *, near: bool) -> list[tuple[Node, bool]]:
    """Place one row; its lower or upper edges line up by their middles."""
    tallest = max(box.height for box in row)
    side = shape.box // 2 + 2
    centres = [shape.width // 2] if len(row) == 1 else [side, shape.width - side]
    return [(box.at(x, y + (tallest - box.height) // 2), near) for box, x in zip(row, centres, strict=True)]


def _straight(core: Core, node: Node) -> Link:
    """A straight line between the two middles; circle and box are drawn over its ends."""
    x, y = node.x + node.width // 2, node.y + node.height // 2
    return Link(f"M{core.x} {core.y}L{x} {y}", node.system, node.weight)


def _bent(core: Core, node: Node) -> Link:
    """A line down the middle and then to the side, so that it passes between the nearer boxes."""
    x, y = node.x + node.width // 2, node.y + node.height // 2
    lane = core.x + (3 if x > core.x else -3 if x < core.x else 0)
    return Link(f"M{lane} {core.y}V{y}H{x}", node.system, node.weight)
