#!/usr/bin/python3
"""A peer that is nothing but the specification.

    peer.py call SOCKET     calls a server in ways that the rules allow and forbid; prints what came of each
    peer.py drain SOCKET    calls a server that soon drains; prints what came of each call
    peer.py serve SOCKET    serves the health checking protocol, with every oddity that a client should stand
    peer.py services HOST:PORT ID …
                            calls a running course service; ids in hexadecimal digits
"""
import contextlib
import socket
import sys

from services import call_services
from wire import (CACHE, DATA, HEALTH, LIMIT, REMOTE_CLOSED, REMOTE_OPEN, NO_DATA, REQUEST, RESPONSE, Connection, answer,
                  check, frame, message, request)


# --- as a client

def get(keyspace, key, timeout=0):
    return request(CACHE, "GetMany",
                   message("lyceum.cache.v1.GetManyRequest", keyspace=keyspace, keys=[key]), timeout)


def call(path):
    connection = dial(path)

    def tell(title, count=1):
        print(f"{title}: {', '.join(answer(connection) for _ in range(count))}")

    connection.send(REQUEST, 1, check())
    tell("a call")
    connection.send(REQUEST, 3, check("none"))
    tell("an error")
    for stream in (3, 1, 4, 0):
        connection.send(REQUEST, stream, check())
    tell("ids used before, lower, even, zero", 4)
    connection.send(REQUEST, 5, request(HEALTH, "None", message("grpc.health.v1.HealthCheckRequest")))
    connection.send(REQUEST, 7, request("none.Service", "Check", message("grpc.health.v1.HealthCheckRequest")))
    tell("unknown method, service", 2)
    connection.send(REQUEST, 9, b"\xff\xff\xff")
    connection.send(REQUEST, 11, message("ttrpc.Request", service=HEALTH, method="Check",
                                         payload=b"\x0a\x7f").SerializeToString())
    tell("garbage for a request, for a message", 2)
    connection.send(REQUEST, 13, bytes(LIMIT + 1))
    tell("a frame over the limit")
    connection.send(REQUEST, 15, get("size", b"%d" % LIMIT))
    tell("a reply over the limit")
    connection.send(REQUEST, 17, get("slow", b"x", timeout=20_000_000))
    tell("a deadline")
    for kind in (0, 4, 5, 6, 0x77, 0x80, 0x81, 0x82, 0x83, 0xff):
        connection.send(kind, 99, b"?")
    connection.send(DATA, 17, b"?")
    connection.send(RESPONSE, 17, b"?")
    connection.send(REQUEST, 19, check())
    tell("after frames of unknown types and stray data")
    connection.send(REQUEST, 21, check(method="Watch"), REMOTE_CLOSED)
    tell("a stream", 5)
    connection.send(REQUEST, 23, check("broken", "Watch"), REMOTE_CLOSED)
    tell("a stream that fails", 2)
    connection.send(REQUEST, 25, check(method="Watch"), REMOTE_OPEN)
    tell("a caller that would stream")
    connection.send(REQUEST, 27, check(), REMOTE_CLOSED)
    tell("a unary method asked as a stream")
    connection.send(REQUEST, 29, check(method="Watch"))
    tell("a stream asked as a unary method")
    unread = dial(path)
    unread.send(REQUEST, 1, check("endless", "Watch"), REMOTE_CLOSED)
    thousand = range(31, 2031, 2)
    connection.link.sendall(b"".join(frame(REQUEST, stream, check()) for stream in thousand))
    answers = {answer(connection) for _ in thousand}
    right = answers & {f"{stream} OK" for stream in thousand}
    print(f"a thousand calls at once, beside an unread stream: {len(right)} OK")
    unread.send(REQUEST, 3, check())
    while (said := answer(unread)) == "1 data 1":
        pass
    print(f"a call behind that stream: {said}")
    connection.send(REQUEST, 2031, get("slow", b"x"))
    connection.link.shutdown(socket.SHUT_WR)
    tell("half a connection")
    connection = dial(path)
    connection.link.sendall(b"\xff" * 64)
    tell("garbage for a frame")
    connection = dial(path)
    for stream in (1, 3, 5, 7):
        connection.send(REQUEST, stream, bytes(2 * LIMIT))
    connection.link.sendall(frame(REQUEST, 9, bytes(2 * LIMIT))[:10])
    tell("frames over the limit, 32 MiB of them, and the header of one more", 5)


def drain(path):
    connection = dial(path)
    connection.send(REQUEST, 1, get("held", b"x"))
    stream, late = 1, "OK"
    while late == "OK":
        stream += 2
        connection.send(REQUEST, stream, check())
        late = answer(connection).split()[1]
    print(f"a late call: {late}")
    print(f"the call in flight: {answer(connection)}")
    print(f"then: {answer(connection)}")


def dial(path):
    link = socket.socket(socket.AF_UNIX)
    link.settimeout(30)
    link.connect(path)
    return Connection(link)


# --- as a server

def status(code, text):
    failure = message("google.rpc.Status", code=code, message=text)
    return message("ttrpc.Response", status=failure).SerializeToString()


def reply(state):
    return message("grpc.health.v1.HealthCheckResponse", status=state).SerializeToString()


def serve(path):
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen()
    while True:
        connection = Connection(listener.accept()[0])
        while (received := connection.receive()) is not None:
            kind, stream, flags, payload = received
            assert kind == REQUEST and stream % 2 == 1, f"a plain peer was sent a frame of type {kind:#x}"
            envelope = message("ttrpc.Request")
            envelope.ParseFromString(payload)
            asked = message("grpc.health.v1.HealthCheckRequest")
            asked.ParseFromString(envelope.payload)
            assert flags == (REMOTE_CLOSED if envelope.method == "Watch" else 0), flags
            if not answer_as(asked.service, connection, stream):
                connection.link.close()
                break


def answer_as(oddity, connection, stream):
    """Answers as the caller wants; False to hang up."""
    good = message("ttrpc.Response", payload=reply(1)).SerializeToString()
    if oddity == "rust, of an unknown service":
        connection.send(RESPONSE, stream, status(3, "grpc.health.v1.Health service does not exist"))
    elif oddity == "rust without async, of an unknown method":
        connection.send(RESPONSE, stream, status(3, "/grpc.health.v1.Health/Check does not exist"))
    elif oddity == "rust, of another method":
        connection.send(RESPONSE, stream, status(3, "/grpc.health.v1.Health/Other does not exist"))
    elif oddity == "go, of an unknown service":
        connection.send(RESPONSE, stream, status(12, "service grpc.health.v1.Health"))
    elif oddity == "an unknown code":
        connection.send(RESPONSE, stream, status(99, "?"))
    elif oddity == "garbage":
        connection.send(RESPONSE, stream, b"\xff\xff\xff")
    elif oddity == "a garbage message":
        connection.send(RESPONSE, stream, message("ttrpc.Response", payload=b"\xff").SerializeToString())
    elif oddity == "too much":
        connection.send(RESPONSE, stream, bytes(LIMIT + 1))
    elif oddity == "too much for ever":
        with contextlib.suppress(OSError):
            while True:
                connection.send(RESPONSE, stream, bytes(LIMIT + 1))
        return False
    elif oddity == "drain":
        connection.send(RESPONSE, connection.receive()[1], status(14, "draining"))
        connection.send(RESPONSE, stream, good)
        return False
    elif oddity == "silence":
        return True
    elif oddity == "hang up":
        return False
    elif oddity == "no protocol":
        connection.link.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
    elif oddity == "strays":
        for kind, other in ((0x77, stream), (0x80 | 0x40, 0), (DATA, stream), (RESPONSE, stream + 2), (RESPONSE, 0)):
            connection.send(kind, other, b"\xff")
        connection.send(RESPONSE, stream, good)
        connection.send(RESPONSE, stream, good)
    elif oddity == "stream":
        for state in (0, 1, 2, 3):
            connection.send(DATA, stream, reply(state))
        connection.send(DATA, stream, b"", REMOTE_CLOSED | NO_DATA)
    elif oddity == "stream, data with its end":
        connection.send(DATA, stream, reply(1))
        connection.send(DATA, stream, reply(2), REMOTE_CLOSED)
    elif oddity == "flood":
        for size in [1] + [50_000] * 100:
            connection.send(DATA, stream, reply(1) * size)
    elif oddity == "stream that fails":
        connection.send(DATA, stream, reply(1))
        connection.send(RESPONSE, stream, status(14, "gone"))
    else:
        connection.send(RESPONSE, stream, good)
    return True


{"call": call, "drain": drain, "serve": serve, "services": call_services}[sys.argv[1]](*sys.argv[2:])
