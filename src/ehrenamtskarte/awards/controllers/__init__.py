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
    months,
    nominating,
    public_calls,
)

CONTROLLERS: list[Any] = [
    *calls.CONTROLLERS,
    *public_calls.CONTROLLERS,
    *months.CONTROLLERS,
    *entering.CONTROLLERS,
    *nominating.CONTROLLERS,
    *checking.CONTROLLERS,
    *juries.CONTROLLERS,
    *judging.CONTROLLERS,
    *casting.CONTROLLERS,
    *counting.CONTROLLERS,
    *honouring.CONTROLLERS,
]
