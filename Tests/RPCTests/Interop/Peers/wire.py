"""The specification and nothing else: frames by hand, messages by protobuf's own library."""
import pathlib
import struct

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

ROOT = pathlib.Path(__file__).parents[4]
POOL = descriptor_pool.DescriptorPool()
for file in descriptor_pb2.FileDescriptorSet.FromString((ROOT / "Protos/descriptors.binpb").read_bytes()).file:
    POOL.Add(file)
FACTORY = message_factory.MessageFactory(POOL)
HEALTH, CACHE = "grpc.health.v1.Health", "lyceum.cache.v1.CacheService"
REQUEST, RESPONSE, DATA = 1, 2, 3
REMOTE_CLOSED, REMOTE_OPEN, NO_DATA = 1, 2, 4
LIMIT = 4 << 20
CODES = {0: "OK", 3: "INVALID_ARGUMENT", 4: "DEADLINE_EXCEEDED", 5: "NOT_FOUND", 8: "RESOURCE_EXHAUSTED",
         12: "UNIMPLEMENTED", 13: "INTERNAL", 14: "UNAVAILABLE"}


def message(name, **fields):
    return FACTORY.GetPrototype(POOL.FindMessageTypeByName(name))(**fields)


def frame(kind, stream, payload=b"", flags=0):
    return struct.pack(">IIBB", len(payload), stream, kind, flags) + payload


class Connection:
    """Frames over a socket."""

    def __init__(self, link):
        self.link = link

    def send(self, kind, stream, payload=b"", flags=0):
        self.link.sendall(frame(kind, stream, payload, flags))

    def receive(self):
        """Type, stream, flags and payload of the next frame; None at the end."""
        header = self.exactly(10)
        if header is None:
            return None
        length, stream, kind, flags = struct.unpack(">IIBB", header)
        return kind, stream, flags, self.exactly(length)

    def exactly(self, count):
        data = bytearray()
        while len(data) < count:
            piece = self.link.recv(count - len(data))
            if not piece:
                return None
            data += piece
        return bytes(data)


def request(service, method, fields, timeout=0):
    return message("ttrpc.Request", service=service, method=method, payload=fields.SerializeToString(),
                   timeout_nano=timeout).SerializeToString()


def check(name="", method="Check"):
    return request(HEALTH, method, message("grpc.health.v1.HealthCheckRequest", service=name))


def answer(connection):
    """What the next frame says, in words."""
    received = connection.receive()
    if received is None:
        return "closed"
    kind, stream, flags, payload = received
    if kind == RESPONSE:
        response = message("ttrpc.Response")
        response.ParseFromString(payload)
        return f"{stream} {CODES[response.status.code]}"
    assert kind == DATA, f"a plain peer was sent a frame of type {kind:#x}"
    if flags & NO_DATA:
        return f"{stream} end"
    reply = message("grpc.health.v1.HealthCheckResponse")
    reply.ParseFromString(payload)
    return f"{stream} data {reply.status}"
