"""Which addresses lead into private networks: by IANA's registries, and in whatever an address is wrapped."""

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirebook.fields.data import data_table
from wirebook.intake.transport.network_guard import is_private

BLOCKS = {
    name: [ipaddress.ip_network(block) for block in data_table("addresses.toml")[name]] for name in ("closed", "open")
}
V4 = st.integers(0, 2**32 - 1).map(ipaddress.IPv4Address)
PRIVATE = st.sampled_from(
    ["10.0.0.1", "127.0.0.1", "169.254.169.254", "172.31.9.9", "192.168.1.1", "100.64.0.1", "0.1.2.3"]
)


@pytest.mark.parametrize(
    "address",
    [
        *("::127.0.0.1", "::10.0.0.1", "::8.8.8.8", "::ffff:0:10.0.0.1", "::ffff:0:8.8.8.8", "::ffff:10.0.0.1"),
        *("64:ff9b:1::10.0.0.1", "64:ff9b:1::8.8.8.8", "64:ff9b::10.0.0.1", "64:ff9b::127.0.0.1", "fec0::1", "feff::1"),
        *("2001:db8::1", "2a02::5efe:10.0.0.1", "2a02:1:2:3:200:5efe:192.168.0.1", "fe80::5efe:8.8.8.8"),
        *("192.88.99.1", "192.88.99.2", "3fff::1", "3fff:fff::1", "5f00::1", "100::1", "100:0:0:1::1", "::", "::1"),
        *("2002:a00:1::", "2002:7f00:1::1", "2002:c0a8:101::5", "2001:0:102:304::f5ff:fffe", "2001::1", "2001:2::1"),
        *("2001:10::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%eth0", "ff02::1", "4000::1", "200::1", "1::1"),
        *("0.1.2.3", "100.127.255.255", "192.0.0.1", "192.0.0.170", "192.0.2.1", "198.19.0.1", "224.0.0.1"),
        *("198.51.100.7", "203.0.113.7", "239.1.1.1", "240.0.0.1", "255.255.255.255", "169.254.169.254"),
    ],
)
def test_what_is_not_public_is_private(address):
    assert is_private(address)


@pytest.mark.parametrize(
    "address",
    [
        *("8.8.8.8", "1.1.1.1", "100.63.255.255", "100.128.0.0", "172.15.0.1", "172.32.0.1", "192.0.0.9", "192.0.0.10"),
        *("192.31.196.1", "192.52.193.1", "192.175.48.1", "198.20.0.1", "223.255.255.255", "2620:4f:8000::1"),
        *("2606:4700::1111", "2a00:1450:4001::200e", "2001:200::1", "2001:4860:4860::8888", "2001:1::1", "2001:20::1"),
        *("2001:30::1", "2001:3::1", "2001:4:112::1", "64:ff9b::8.8.8.8", "::ffff:8.8.8.8", "2002:808:808::1"),
        *("2a02::5efe:8.8.8.8", "3ffe::1"),
    ],
)
def test_public_addresses_are_open(address):
    assert not is_private(address)


@given(st.sampled_from(BLOCKS["closed"]), st.integers(0))
def test_every_address_of_a_closed_block_is_private(block, number):
    address = block[number % block.num_addresses]
    opened = any(address in one for one in BLOCKS["open"] if one.version == address.version)
    assert is_private(str(address)) is not opened


@given(V4, st.booleans())
def test_an_address_that_carries_another_is_as_open_as_that(inside, port):
    wrapped = [
        f"::ffff:{inside}",
        f"64:ff9b::{inside}",
        str(ipaddress.IPv6Address(0x2002 << 112 | int(inside) << 80 | port)),
    ]
    assert {is_private(one) for one in wrapped} == {is_private(str(inside))}


@given(PRIVATE, st.integers(0, 2**61 - 1))
def test_a_private_address_stays_private_in_any_wrapping(inside, prefix):
    number = int(ipaddress.IPv4Address(inside))
    public = 1 << 125 | prefix << 64  # any network of 2000::/3
    wrapped = [public | end << 32 | number for end in (0x5EFE, 0x02005EFE)]
    wrapped += [number, 0xFFFF << 32 | number, 0xFFFF << 48 | number, 0x2002 << 112 | number << 80]
    wrapped += [0x64FF9B << 96 | number, 0x64FF9B0001 << 80 | number]
    wrapped += [0x20010000 << 96 | (number ^ 0xFFFFFFFF), 0x20010000 << 96 | number << 64]  # Teredo: client, server
    for one in wrapped:
        assert is_private(str(ipaddress.IPv6Address(one)))


@given(st.integers(0, 2**128 - 1))
def test_only_what_is_given_out_is_public(number):
    address = ipaddress.IPv6Address(number)
    if not is_private(str(address)):
        known = ("2000::/3", "::ffff:0:0/96", "64:ff9b::/96")
        assert any(address in ipaddress.ip_network(block) for block in known)
        assert not address.is_multicast


def test_a_longer_block_wins():
    for one in BLOCKS["open"]:
        assert any(one.subnet_of(block) for block in BLOCKS["closed"] if block.version == one.version)
