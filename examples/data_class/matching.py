"""`match` on airports: in a module of its own, since Python 3.9 cannot read it."""

from airports import Airport


def describe(airport: Airport) -> str:
    match airport:
        case Airport("JFK" | "LGA" | "EWR", name):
            return f"{name}, one of New York's three"
        case Airport(name=name, state="AK", latitude=latitude) if latitude > 66.56:
            return f"{name}, in Alaska beyond the Arctic Circle"
        case Airport(name=name, city=None, country=country):
            return f"{name}, somewhere in {country}"
        case _:
            return f"{airport.name}, in {airport.city}, {airport.state}"
