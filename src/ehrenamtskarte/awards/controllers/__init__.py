"""HTTP of awards."""

from typing import Any

from ehrenamtskarte.awards.controllers import (
    calls,
    casting,
    checking,
    counting,
    entering,
    honouring,
    judging,
    juries,
    nominating,
)

CONTROLLERS: list[Any] = [
    *calls.CONTROLLERS,
    *entering.CONTROLLERS,
    *nominating.CONTROLLERS,
    *checking.CONTROLLERS,
    *juries.CONTROLLERS,
    *judging.CONTROLLERS,
    *casting.CONTROLLERS,
    *counting.CONTROLLERS,
    *honouring.CONTROLLERS,
]
