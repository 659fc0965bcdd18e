"""Calls every request method of the official client and tells which bytes came of which arguments."""

import inspect
from typing import Any, Iterator

from google.protobuf.message import Message
from ibapi.client import EClient

from argument_trees import OBJECTS, Path, Tree, altered, build, leaves, set_leaf
from argument_variants import Parameters, plain_arguments, variants
from official_client import connected_client
from plain_values import plain
from proto_messages import filled_message, message_class

NOT_REQUESTS = {
    "reset", "setConnState", "sendMsgProtoBuf", "sendMsg", "logRequest", "validateInvalidSymbols", "checkConnected",
    "useProtoBuf", "connect", "disconnect", "isConnected", "keyboardInterrupt", "keyboardInterruptHard",
    "setConnectOptions", "setOptionalCapabilities", "msgLoopTmo", "msgLoopRec", "run", "serverVersion",
    "twsConnectionTime", "validateOrderParameters", "validateAttachedOrdersParameters",
}  # fmt: skip
START_API_PARAMETERS: Parameters = {
    "clientId": inspect.Parameter("clientId", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=int),
    "optionalCapabilities": inspect.Parameter(
        "optionalCapabilities", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=str
    ),
}


def request_methods() -> list[str]:
    names = [name for name, _ in inspect.getmembers(EClient, inspect.isfunction)]
    return [name for name in names if not name.startswith("_") and name not in NOT_REQUESTS]


class Caller:
    """One request method at one server version."""

    def __init__(self, method: str, server_version: int) -> None:
        self.method = method
        self.client, self.wrapper, self.connection = connected_client(server_version)
        parameters = dict(inspect.signature(getattr(EClient, method)).parameters)
        del parameters["self"]
        self.parameters = START_API_PARAMETERS if method == "startApi" else parameters
        self.said: list[str] = []

    def objects(self, tree: Tree) -> Tree:
        return {name: build(name, value) for name, value in tree.items()}

    def frame(self, tree: Tree) -> bytes | None:
        """The frame that the call sends, or nothing when the client refuses it."""
        self.connection.sent.clear()
        try:
            given = self.objects(tree)
            if self.method == "startApi":
                self.client.clientId = given["clientId"]
                self.client.setOptionalCapabilities(given["optionalCapabilities"])
                self.client.startApi()
            else:
                getattr(self.client, self.method)(**given)
        except Exception as error:  # refusing with an exception is refusing
            self.said.append(f"{type(error).__name__}: {error}")
        for heard in self.wrapper.take():
            self.said.append(str(heard["args"].get("errorString", heard)))
        sent = self.connection.sent
        return sent[0][4:] if len(sent) == 1 else None


def text_of(path: Path) -> str:
    return "".join(f"[{key}]" if isinstance(key, int) else f".{key}" for key in path).lstrip(".")


def attributes(tree: Tree) -> Iterator[tuple[Path, Any]]:
    """The attributes of objects and the plain arguments, lists of objects as one."""
    for name, value in tree.items():
        if name in OBJECTS:
            for attribute, inner in value.items():
                yield (name, attribute), inner
        else:
            yield (name,), value


def held_back(tree: Tree, base: Tree, paths: set[Path]) -> Tree:
    """The tree with some attributes as the plain arguments have them, or left as their class has them."""
    for path in paths:
        holder = base
        for key in path[:-1]:
            holder = holder[key]
        if path[-1] in holder:
            tree = set_leaf(tree, path, holder[path[-1]])
        elif len(path) > 1:
            tree = {**tree, path[0]: {key: value for key, value in tree[path[0]].items() if key != path[-1]}}
    return tree


def accepted(caller: Caller, base: Tree, wanted: Tree, refused: set[Path]) -> Tree:
    """As much of the wanted arguments as the client takes at this server version; adds what it refuses."""
    without_refused = held_back(wanted, base, refused)
    if caller.frame(without_refused) is not None:
        return without_refused
    taken = base
    for path, value in attributes(wanted):
        trial = set_leaf(taken, path, value)
        if caller.frame(trial) is None:
            refused.add(path)
        else:
            taken = trial
    return taken


def weigh(caller: Caller, tree: Tree, frame: bytes) -> tuple[list[str], list[str]]:
    """Which arguments change the bytes when they are changed, and which do not."""
    sent = []
    silent = []
    for path, value in leaves(tree):
        changed = caller.frame(set_leaf(tree, path, altered(value)))
        if changed is not None:
            (silent if changed == frame else sent).append(text_of(path))
    return sent, silent


def classic_calls(method: str, server_version: int, weighed: bool) -> Iterator[Tree]:
    caller = Caller(method, server_version)
    base = plain_arguments(caller.parameters, server_version)
    if caller.frame(base) is None:
        yield {"method": method, "variant": "plain", "hex": None, "said": caller.said[:1]}
        return
    refused: set[Path] = set()
    for label, wanted in variants(caller.parameters, server_version):
        caller.said.clear()
        if label == "foreign text" and caller.frame(wanted) is None:
            continue
        tree = accepted(caller, base, wanted, refused)
        frame = caller.frame(tree)
        assert frame is not None
        sent, silent = weigh(caller, tree, frame) if weighed else ([], [])
        yield {
            "method": method,
            "variant": label,
            "given": {name: plain(value) for name, value in caller.objects(tree).items()},
            "sent": sent,
            "silent": silent,
            "refused": sorted(text_of(path) for path in refused),
            "said": sorted(set(caller.said))[:3],
            "hex": frame.hex(),
        }


def protobuf_calls(method: str, server_version: int) -> Iterator[Tree]:
    """A method that takes the protobuf message itself, with every field of the message filled."""
    client, wrapper, connection = connected_client(server_version)
    parameter = list(inspect.signature(getattr(EClient, method)).parameters.values())[1]
    kind = parameter.annotation
    if kind is inspect.Parameter.empty:
        kind = message_class(parameter.name)
    assert issubclass(kind, Message), method
    for label, message in (("plain", kind()), ("rich", filled_message(kind))):
        connection.sent.clear()
        getattr(client, method)(message)
        frame = connection.sent[0][4:] if connection.sent else None
        yield {
            "method": method,
            "variant": f"message, {label}",
            "message": kind.DESCRIPTOR.name,
            "given": plain(message),
            "exact": True,
            "said": [str(heard["args"]) for heard in wrapper.take()],
            "hex": frame.hex() if frame else None,
        }


def calls(server_version: int, only: list[str] | None, weighed: bool) -> Iterator[Tree]:
    for method in request_methods():
        if only and method not in only:
            continue
        direct = method.endswith("ProtoBuf")
        if direct and server_version < 226:
            continue
        found = protobuf_calls(method, server_version) if direct else classic_calls(method, server_version, weighed)
        for call in found:
            yield {"serverVersion": server_version, **call}
