"""Connections on which a request has to come: half of its headers, for ever, holds nothing."""

import asyncio
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

HEADERS = 10.0  # seconds in which the headers of a request have to be there, from the first moment of waiting for them


class Hurried(AutoHTTPProtocol):  # type: ignore[misc, valid-type]
    """Uvicorn's connection, closed when no request is being answered and none has come in time.

    The time of a body is the application's affair; that of a connection that is kept open is uvicorn's own.
    """

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Go on waiting, unless the headers are there."""
        super().data_received(data)
        if self._answering():
            self._stop()
        elif self._late is None:
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        self._stop()
        super().connection_lost(exc)

    def _answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self._late = self.loop.call_later(HEADERS, self._close)

    def _stop(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _close(self) -> None:
        self._late = None
        if not self._answering():
            self.transport.close()
