"""A proxy between a client and a server of ours, in which some replies wait while later ones pass them."""

import asyncio
import random
import threading

HEADER = 10  # Length and stream (both four bytes, big-endian), type, flags: docs/PROTOCOL.md.
RESPONSE = 2


class StallingProxy:
    """Listens on a port of its own, in a thread, until the process ends."""

    def __init__(self, target, share, seconds):
        """
        target: "host:port" of the server.
        share: of the replies that wait, 0 to 1.
        seconds: how long they wait.
        """
        self.target = target
        self.share = share
        self.seconds = seconds
        self.stalled = 0
        self.random = random.Random(1)
        listening = threading.Event()
        threading.Thread(target=lambda: asyncio.run(self.serve(listening)), daemon=True).start()
        if not listening.wait(10):
            raise SystemExit("the proxy does not listen")

    async def serve(self, listening):
        server = await asyncio.start_server(self.connected, "127.0.0.1", 0)
        self.address = "127.0.0.1:{}".format(server.sockets[0].getsockname()[1])
        listening.set()
        await server.serve_forever()

    async def connected(self, client_reader, client_writer):
        host, port = self.target.rsplit(":", 1)
        try:
            server_reader, server_writer = await asyncio.open_connection(host, int(port))
        except OSError:
            client_writer.close()
            return
        await asyncio.gather(
            self.pass_on(client_reader, server_writer), self.pass_replies(server_reader, client_writer))

    async def pass_on(self, reader, writer):
        try:
            while data := await reader.read(1 << 16):
                writer.write(data)
                await writer.drain()
        except OSError:
            pass  # The other end is told by the close.
        writer.close()

    async def pass_replies(self, reader, writer):
        try:
            while True:
                header = await reader.readexactly(HEADER)
                frame = header + await reader.readexactly(int.from_bytes(header[:4], "big"))
                if header[8] == RESPONSE and self.random.random() < self.share:
                    self.stalled += 1
                    asyncio.get_running_loop().call_later(self.seconds, writer.write, frame)
                else:
                    writer.write(frame)
                    await writer.drain()
        except (OSError, asyncio.IncompleteReadError):
            pass
        writer.close()
