"""Hosts → addresses, and which of them lead into private networks, in whatever they are wrapped."""

import ipaddress
import socket

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_TRANSLATED = ipaddress.ip_network("64:ff9b::/96")  # IPv4 behind a translator (RFC 6052)


def addresses_of(host: str, port: int) -> list[str]:
    """The addresses of a host. Numbers such as 2130706433 and 0x7f.1 are addresses, too.

    Raises:
        OSError: when there is no such host.
    """
    return [str(row[4][0]).partition("%")[0] for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_private(address: str) -> bool:
    """Whether an address is no public one, or one that carries an address that is none."""
    return _is_closed(ipaddress.ip_address(address))


def _is_closed(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv4Address):
        return not address.is_global or address.is_multicast
    if address.ipv4_mapped is not None:
        return _is_closed(address.ipv4_mapped)
    carried = [address.sixtofour, *(address.teredo or ())]
    if address in _TRANSLATED:
        carried.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
    closed = any(_is_closed(one) for one in carried if one is not None)
    return closed or address.is_multicast or not (address.is_global or address in _TRANSLATED)
