"""Hosts → addresses, and which of them lead into private networks, in whatever they are wrapped."""

import ipaddress
import socket
from functools import cache
from typing import NamedTuple

from wirebook.fields.data import data_table

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Block = ipaddress.IPv4Network | ipaddress.IPv6Network


class _Registry(NamedTuple):
    """Blocks of addresses, those inside others first, each with whether it is open; and where IPv4 ones are carried."""

    blocks: tuple[tuple[Block, bool], ...]
    carried: tuple[tuple[Block, int], ...]
    ends: tuple[int, ...]


def addresses_of(host: str, port: int) -> list[str]:
    """The addresses of a host. Numbers such as 2130706433 and 0x7f.1 are addresses, too.

    Raises:
        OSError: when there is no such host.
    """
    return [str(row[4][0]).partition("%")[0] for row in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def is_private(address: str) -> bool:
    """Whether an address is no public one, or one that carries an address that is none.

    `data/addresses.toml` says which are, and after what.
    """
    return _is_closed(ipaddress.ip_address(address.partition("%")[0]))


def _is_closed(address: Address) -> bool:
    wrapped = next((_cut(address, at) for block, at in _registry().carried if _inside(address, block)), None)
    if wrapped is not None:
        return _is_closed(wrapped)
    if isinstance(address, ipaddress.IPv6Address) and int(address) >> 32 & 0xFFFFFFFF in _registry().ends:
        return _is_closed(_cut(address, 96)) or not _is_open(address)
    return not _is_open(address)


def _is_open(address: Address) -> bool:
    """Whether the smallest block that an address is in is open; one in no block is not."""
    return next((is_open for block, is_open in _registry().blocks if _inside(address, block)), False)


def _inside(address: Address, block: Block) -> bool:
    return address.version == block.version and address in block


def _cut(address: Address, at: int) -> ipaddress.IPv4Address:
    """The IPv4 address that begins at a bit of an IPv6 one."""
    return ipaddress.IPv4Address(int(address) >> (96 - at) & 0xFFFFFFFF)


@cache
def _registry() -> _Registry:
    table = data_table("addresses.toml")
    told = [(block, False) for block in table["closed"]]
    told += [(block, True) for block in (*table["open"], *table["public"].values())]
    blocks = [(ipaddress.ip_network(block), is_open) for block, is_open in told]
    blocks.sort(key=lambda row: -row[0].prefixlen)
    ends = [int(ipaddress.IPv6Address(f"::{end}")) for end in table["ends"]["isatap"]]
    carried = tuple((ipaddress.ip_network(block), int(at)) for block, at in table["carried"].items())
    return _Registry(tuple(blocks), carried, tuple(ends))
