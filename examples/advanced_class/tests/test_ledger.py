"""What the README says, as tests."""

from __future__ import annotations

import copy
import enum
import inspect
import pickle
import sys

import pytest

from ledger import Account, Cents, Currency, Entry, Event, SavingsAccount, ValidationError

IBAN = "DE89370400440532013000"


class JointAccount(Account):
    """A Python subclass: it has a ``__dict__``, and takes what ``Account`` takes."""

    second: str = ""

    def owners(self) -> str:
        return f"{self.owner} and {self.second}"


@pytest.fixture
def account() -> Account:
    return Account(
        "Ada  Lovelace ",
        "DE89 3704 0044 0532 0130 00",
        limit=Cents(5_000),
        entries=[
            Entry(40, Event.Payment(Cents(1_250), to="Babbage"), note=" gears   and\tcards "),
            Entry(3, Event.Deposit(amount=Cents(10_000))),
        ],
    )


def test_newtype() -> None:
    assert repr(Cents(1250)) == "Cents(1250)"
    assert Cents() == Cents(0) and not Cents()
    assert Cents(1)._0 == 1
    assert Cents(1) < Cents(2) <= Cents(2)
    assert len({Cents(1), Cents(1), Cents(2)}) == 2
    assert sum([Cents(1), Cents(2)], Cents()) == Cents(3)
    with pytest.raises(OverflowError, match="too much money"):
        Cents(2**63 - 1) + Cents(1)


@pytest.mark.parametrize(("text", "cents"), [("12.50", 1250), ("-0.05", -5), ("7", 700)])
def test_static_method(text: str, cents: int) -> None:
    assert Cents.parse(text) == Cents(cents)
    assert Cents.parse(str(Cents(cents))) == Cents(cents)


@pytest.mark.parametrize("text", ["", "-", "1.5", "1.234", "1,50", "--1", ".50", "+1"])
def test_static_method_rejects(text: str) -> None:
    with pytest.raises(ValueError, match="is no amount such as"):
        Cents.parse(text)


def test_enum_without_data() -> None:
    assert issubclass(Currency, enum.Enum)
    assert [currency.name for currency in Currency] == ["Eur", "Chf", "Usd"]
    assert Currency.Eur == "eur"
    assert Currency("chf") is Currency.Chf
    assert Currency.Usd.symbol() == "$"
    assert pickle.loads(pickle.dumps(Currency.Chf)) is Currency.Chf
    # `lax`: where a member is wanted, its value or name does as well.
    assert Account("Ada", IBAN, "usd").currency is Currency.Usd
    with pytest.raises(ValueError, match="'shells' is no variant of Currency"):
        Account("Ada", IBAN, "shells")  # type: ignore[arg-type]


def test_enum_with_data() -> None:
    event = Event.Withdrawal(Cents(100), fee=Cents(2))
    assert isinstance(event, Event) and isinstance(event, Event.Withdrawal)
    assert repr(event) == "Event.Withdrawal(amount=Cents(100), fee=Cents(2))"
    assert event == Event.Withdrawal(Cents(100), Cents(2)) != Event.Deposit(Cents(100))
    assert event.change() == Cents(-102)
    assert Event.Audit().change() == Cents(0)
    assert pickle.loads(pickle.dumps(event)) == event
    with pytest.raises(ValidationError, match="must be more than nothing"):
        Event.Deposit(Cents(0))
    with pytest.raises(ValidationError) as caught:
        Event.Payment(Cents(-1), to="")
    assert {error["loc"] for error in caught.value.errors()} == {("amount",), ("to",)}
    with pytest.raises(TypeError):
        Event()  # type: ignore[abstract]


def test_match_args() -> None:
    assert Event.Payment.__match_args__ == ("amount", "to")
    assert Entry.__match_args__ == ("day", "event")


def test_nested(account: Account) -> None:
    assert [entry.day for entry in account.entries] == [3, 40]  # `post_init` sorts
    assert account.entries[1].event.to == "Babbage"
    assert account.entries[0] == Entry(3, Event.Deposit(Cents(10_000)))
    # A list of Rust values: Python gets a copy each time.
    account.entries.clear()
    assert len(account) == 2


def test_convert(account: Account) -> None:
    assert account.owner == "Ada Lovelace"
    assert account.entries[1].note == "gears and cards"
    account.owner = "  Grace   Hopper"
    assert account.owner == "Grace Hopper"
    with pytest.raises(ValidationError, match="note: must be one line"):
        Entry(1, Event.Audit(), note="a\nb")
    with pytest.raises(ValidationError, match="at least 1"):
        Account("   ", IBAN)


def test_as(account: Account) -> None:
    assert account.iban == IBAN
    assert inspect.signature(Account).parameters["iban"].annotation in (str, "str")
    for wrong, why in [("DE88370400440532013000", "check digits"), ("DE89", "form")]:
        with pytest.raises(ValueError, match=why):
            Account("Ada", wrong)
    with pytest.raises(AttributeError):
        account.iban = IBAN  # frozen


def test_class_method() -> None:
    account = Account.opened_with("Ada", IBAN, Cents(10))
    assert account == Account("Ada", IBAN, entries=[Entry(1, Event.Deposit(Cents(10)))])
    joint = JointAccount.opened_with("Ada", IBAN, Cents(10))
    assert type(joint) is JointAccount and joint.balance == Cents(10)
    assert Account.is_iban(IBAN) and not Account.is_iban("DE00")


def test_properties(account: Account) -> None:
    assert account.balance == Cents(8_750)
    with pytest.raises(AttributeError):
        account.balance = Cents(1)  # type: ignore[misc]
    assert account.family_name == "Lovelace"
    account.family_name = "  Byron "
    assert account.owner == "Ada Byron"
    with pytest.raises(ValueError, match="not empty"):
        account.family_name = " "
    assert account.owner == "Ada Byron"


def test_validate(account: Account) -> None:
    rent = Entry(50, Event.Payment(Cents(20_000), to="Landlord"))
    before = copy.copy(account)
    with pytest.raises(ValueError, match="overdrawn on day 50"):
        account.book(rent)
    with pytest.raises(ValidationError, match="overdrawn on day 50"):
        account.entries = [*account.entries, rent]
    assert account == before
    account.limit = Cents(15_000)
    account.book(rent)
    assert account.balance == Cents(-11_250)
    with pytest.raises(ValidationError, match="overdrawn"):
        account.limit = Cents(0)
    assert account.limit == Cents(15_000)


def test_inheritance() -> None:
    savings = SavingsAccount("Ada", IBAN, Currency.Chf, 2.5)
    assert isinstance(savings, Account) and savings.rate == 2.5
    assert repr(savings).startswith("SavingsAccount(owner='Ada', iban='DE89")
    assert savings != Account("Ada", IBAN, Currency.Chf)
    savings.book(Entry(1, Event.Deposit(Cents(1_001))))
    assert savings.interest() == Cents(25)
    assert pickle.loads(pickle.dumps(savings)) == savings
    with pytest.raises(ValidationError) as caught:
        SavingsAccount("", IBAN, rate=20.0)
    assert [error["loc"] for error in caught.value.errors()] == [("owner",), ("rate",)]
    with pytest.raises(ValueError, match="overdrawn"):
        savings.book(Entry(2, Event.Withdrawal(Cents(1_000), Cents(2))))


def test_python_subclass() -> None:
    joint = JointAccount("Ada", IBAN)
    joint.second = "Charles"
    assert joint.owners() == "Ada and Charles"
    again = pickle.loads(pickle.dumps(joint))
    assert type(again) is JointAccount and again == joint and again.second == "Charles"
    assert copy.deepcopy(joint).second == "Charles"


@pytest.mark.skipif(sys.version_info < (3, 13), reason="copy.replace is of Python 3.13")
def test_replace(account: Account) -> None:
    other = copy.replace(account, owner="Grace  Hopper")  # type: ignore[attr-defined]
    assert (other.owner, other.iban) == ("Grace Hopper", account.iban)
