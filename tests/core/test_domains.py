"""Which names can be domains."""

import pytest

from relay.core.domains import is_domain, registered_domain


@pytest.mark.parametrize(
    ("host", "registered"),
    [
        ("lampehuset.dk", "lampehuset.dk"),
        ("b2b.shop.lampehuset.dk", "lampehuset.dk"),
        ("lampehuset.co.uk", "lampehuset.co.uk"),
        ("butik.bærum.no", "butik.bærum.no"),  # whose ending is the municipality's
        ("butik.xn--brum-voa.no", "butik.bærum.no"),
        ("xn--brum-voa.no", None),
        ("lampehuset.myshopify.com", "myshopify.com"),  # which no registry sells under
        ("co.uk", None),
        ("virker.ikke", None),
        ("xn--.dk", "xn--.dk"),  # no Punycode
        ("xn--\udcff.dk", "xn--\udcff.dk"),
    ],
)
def test_a_domain_ends_as_the_list_has_it(host: str, registered: str | None) -> None:
    assert (registered_domain(host), is_domain(host)) == (registered, registered is not None)
