"""The official client without a host: what it would send is kept, what it hears is recorded."""

import inspect
import logging
from typing import Any, Callable, Iterator, Sequence

from ibapi.client import EClient
from ibapi.comm import read_fields
from ibapi.decoder import Decoder
from ibapi.wrapper import EWrapper
from plain_values import plain

RAW_ID_SINCE = 201
PROTOBUF_OFFSET = 200


class SilentConnection:
    """Stands where the client keeps its socket."""

    def __init__(self) -> None:
        self.sent: list[bytes] = []

    def isConnected(self) -> bool:
        return True

    def disconnect(self) -> None:
        pass

    def sendMsg(self, message: bytes) -> int:
        self.sent.append(message)
        return len(message)


class Complaints(logging.Handler):
    """What the client logs as an error, such as a field count that does not fit."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.texts: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(record.getMessage())


complaints = Complaints()
logging.getLogger().addHandler(complaints)


class RecordingWrapper(EWrapper):
    """Records every callback with its arguments by name."""

    def __init__(self) -> None:
        self.heard: list[dict[str, Any]] = []

    def take(self) -> list[dict[str, Any]]:
        heard, self.heard = self.heard, []
        return heard


def recorder(name: str, method: Callable[..., Any]) -> Callable[..., None]:
    names = list(inspect.signature(method).parameters)[1:]

    def record(self: RecordingWrapper, *args: Any, **named: Any) -> None:
        given = {**dict(zip(names, args)), **named}
        self.heard.append({"call": name, "args": {key: plain(value) for key, value in given.items()}})

    return record


for _name, _method in inspect.getmembers(EWrapper, inspect.isfunction):
    if not _name.startswith("_") and _name != "logAnswer":
        setattr(RecordingWrapper, _name, recorder(_name, _method))


def connected_client(server_version: int) -> tuple[EClient, RecordingWrapper, SilentConnection]:
    wrapper = RecordingWrapper()
    client = EClient(wrapper)
    connection = SilentConnection()
    client.conn = connection
    client.serverVersion_ = server_version
    client.clientId = 0
    client.extraAuth = True
    client.setConnState(EClient.CONNECTED)
    return client, wrapper, connection


class WatchedFields(tuple[bytes, ...]):
    """The fields of a frame, which know how many of them the decoder has taken."""

    taken: int = 0

    def __iter__(self) -> Iterator[bytes]:
        for at in range(len(self)):
            self.taken = at + 1
            yield self[at]

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, int):
            self.taken = max(self.taken, at + 1)
        return super().__getitem__(at)


def hear(server_version: int, frames: Sequence[bytes]) -> Iterator[dict[str, Any]]:
    """Feeds frames to the official decoder, one after the other."""
    wrapper = RecordingWrapper()
    decoder = Decoder(wrapper, server_version)
    for frame in frames:
        complaints.texts.clear()
        answer: dict[str, Any] = {"left": 0}
        try:
            if server_version >= RAW_ID_SINCE:
                message_id, body = int.from_bytes(frame[:4], "big"), frame[4:]
            else:
                head, body = frame.split(b"\0", 1)
                message_id = int(head)
            if message_id > PROTOBUF_OFFSET:
                decoder.processProtoBuf(body, message_id - PROTOBUF_OFFSET)
            else:
                fields = WatchedFields(read_fields(body))
                decoder.interpret(fields, message_id)
                answer["left"] = len(fields) - fields.taken
        except Exception as error:  # whatever the decoder cannot stand is an answer too
            answer["raised"] = f"{type(error).__name__}: {error}"
        answer["heard"] = wrapper.take()
        answer["complaints"] = list(complaints.texts)
        yield answer
