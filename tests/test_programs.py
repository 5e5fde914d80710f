"""What a page says of a program, and no session of it shows."""

import socket
import subprocess
import sys
import threading
import time
from importlib.util import module_from_spec, spec_from_file_location

import pytest
from conftest import SNIPPETS


def test_a_client_waits_two_seconds_in_all():
    """timeouts/client.py isn't held up by a server that replies with a byte every 0.4 s (12.4 s in all)."""
    reply = "收到“来自客户的问候”\n".encode()

    def trickle():
        connection, _ = server.accept()
        with connection:
            try:
                for byte in reply:
                    connection.sendall(bytes([byte]))
                    time.sleep(0.4)
            except OSError:
                pass  # it has gone

    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(20)
        slow = threading.Thread(target=trickle)
        slow.start()
        try:
            run = subprocess.run(
                [sys.executable, "-B", "-c", f"import client; client.ADDRESS = {server.getsockname()}; client.main()"],
                cwd=SNIPPETS / "network/timeouts",
                capture_output=True,
                encoding="utf-8",
                timeout=8,
            )
        finally:
            slow.join()
    assert (run.returncode, run.stdout, run.stderr) == (1, "", "客户端：没有得到回复：timed out\n")


@pytest.mark.parametrize("name", ["udp/answer", "udp/add", "udp_loss/lossy"])
def test_an_answerer_outlives_an_answer_that_can_not_be_sent(name, capsys):
    """A datagram may say that it comes from port 0; only a raw socket sends such a one, so it is made up here."""
    spec = spec_from_file_location("answerer", SNIPPETS / f"network/{name}.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    come = iter([(b"1 2", ("127.0.0.1", 0))] * 3)

    class Received(socket.socket):
        def recvfrom(self, size):
            return next(come)

    with Received(socket.AF_INET, socket.SOCK_DGRAM) as sock, pytest.raises(StopIteration):
        module.serve(sock)
    assert "回答方：跳过一个： [Errno 22] Invalid argument\n" in capsys.readouterr().out
