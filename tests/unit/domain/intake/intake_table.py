"""Good and bad examples for every product: what was typed, and what is said of it, if anything."""
# ruff: noqa: E501  (a table is read line by line)

from collections.abc import Iterator

H = "0123456789abcdef0123456789abcdef"  # 32 hexadecimal digits
UP = H.upper()
MIXED = "0123456789ABCDEF0123456789abcdef"

Row = tuple[str, str, str]
"""The product (and "abridged"), the text of the field, words that some finding says."""

_PREFIXES = {
    "voice": {"CA": "Call SID"},
    "messaging": {"SM": "Message SID", "MM": "Message SID"},
    "flex": {
        "WT": "Task SID",
        "CH": "Chat channel SID",
        "IS": "Chat service SID",
        "CA": "Call SID",
        "CF": "Conference SID",
    },
    "video": {
        "AC": "Account SID",
        "RM": "Room SID",
        "RT": "Recording SID",
        "CJ": "Composition SID",
        "PA": "Participant SID",
        "MT": "Media Track SID",
    },
}

# The document's own examples, and what is right to say of each.
SOURCE: tuple[Row, ...] = (
    (
        "voice",
        "CAa91002aee7a8bafed519af3bb8f9dc85\n\nCA1f28b6c011f2be4c1f12349857786b45\n\n"
        "CAC0e4cbf8ff6e2c9fba7cc5387471be54",
        "",
    ),
    ("voice abridged", "CAa91002aee7a8bafed519af3bb8f9dc85. User experienced echo 5 mins into the call.", ""),
    (
        "messaging",
        "SMc0e4cbf8ff6e2c9f08fdc0f874710ad1 SMc0e4cbf8ff6e2c9fb1fdc5387471be54 "
        "SMc0e4cbf8ff6e2c9f99fdcc287471bf90",
        "",
    ),
    (
        "messaging abridged",
        "SM91002aee7a8bafed519af3bb8f9dc85. The message came 1 hour later than expected.",
        "SM91002aee7a8bafed519af3bb8f9dc85 has 31 after SM; a Message SID has 32: 1 digit is missing.",
    ),
    ("video", "RMXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "is a placeholder: put the real Room SID in its place"),
    ("video", "ACXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "is a placeholder: put the real Account SID in its place"),
    ("video", "MTXXXXXXXXXXXXXXXXXXXXXXXXXXXXX", "is a placeholder: put the real Media Track SID"),
    ("authy", "+1-111-111-1111 (Authy ID: 111111111)", ""),
    ("authy abridged", "+1-111-111-1111 (Authy ID: 111111111). Due to a phone change, no code arrives.", ""),
    ("authy", "- +3-333-333-3333 (Authy ID: 333333333)", ""),
    ("authy", "- +2-222-222-2222 (Authy ID: 222222222)", ""),
)

_BY_HAND: tuple[Row, ...] = (
    ("voice", f"CA{H}", "1 example so far; 2-3 are asked for. One example may be an isolated event;"),
    ("voice", f"CA{H} CA{H[::-1]}", ""),
    ("voice", f"CA{H}, CA{H[::-1]}, CA{H[1:]}a, CA{H[2:]}bb", "4 examples are more than needed: 2-3 of the newest"),
    ("voice", f"CA{H} CA{H}", f"CA{H} is given twice; it counts as one example."),
    ("voice", f"CA{H} CA{UP} ca{H}", f"CA{H} is given 3 times; it counts as one example."),
    ("voice", f"CA{H} CA{H[:-2]}", "CA0123456789abcdef0123456789abcd has 30 after CA; a Call SID has 32: 2 digits are missing"),
    ("voice", f"CA{H}ff", "has 34 after CA; a Call SID has 32: 2 digits are too many"),
    ("voice", f"CA{H[:-1]}g", "“g” isn't a hexadecimal digit. After CA come 0-9 and a-f only"),
    ("voice", f"CA{H[:-2]}OI", "“I”, “O” aren't hexadecimal digits"),
    ("voice", H, "lacks the two letters that a SID starts with. Here we ask for a Call SID (CA…)."),
    ("voice", UP, "lacks the two letters"),
    ("voice", f"AC{H}", f"AC{H} is an Account SID. Here we ask for a Call SID (CA…)."),
    ("voice", f"AC{UP}", "is an Account SID. Here we ask for a Call SID"),
    ("voice", f"AC{H[:-1]}", "is an Account SID"),
    ("voice", f"SM{H}", "is a Message SID. Here we ask for a Call SID (CA…). Such IDs belong to Messaging"),
    ("voice", f"MM{H}", "belong to Messaging: choose that product if it is the one"),
    ("voice", f"RM{H}", "is a Room SID. Here we ask for a Call SID (CA…). Such IDs belong to Video"),
    ("voice", f"CF{H}", "is a Conference SID. Here we ask for a Call SID (CA…). Such IDs belong to Flex"),
    ("voice", f"WT{H}", "belong to Flex"),
    ("voice", f"PN{H}", f"PN{H} starts with PN, a kind that isn't known here. Here we ask for a Call SID (CA…)."),
    ("voice", "+14155551212", "is a Phone number. Here we ask for a Call SID (CA…). If you have no ID, give From and To"),
    ("voice", "+1 (415) 555-1212", "is a Phone number"),
    ("voice", "415-555-1212", "is a Phone number"),
    ("voice", "maya@partiful.com", "is an Email address. Here we ask for a Call SID"),
    ("voice", "none", "“none” isn't an ID that is known here. Here we ask for a Call SID (CA…)."),
    ("voice", "I don't have any", "A line of the examples holds no ID."),
    ("voice", "см. ниже", "“This entry” isn't an ID"),
    ("voice", "2026-03-03 10:15", "“2026-03-03” isn't an ID"),
    ("voice", "3/3/2026", "“3/3/2026” isn't an ID"),
    ("voice", "", "No examples yet. Give 2-3 example SIDs from the past 24 hours. If that is hard, give these instead: From Number, To Number, Date/Time of call."),
    ("voice", " \n ", "No examples yet."),
    ("voice", f"https://console.twilio.com/us1/monitor/logs/calls?sid=CA{H} and CA{H[::-1]}", ""),
    ("voice", f"“CA{H}”; <CA{H[::-1]}>.", ""),
    ("voice", f"`CA{H}`\n*CA{H[::-1]}*", ""),
    ("voice", f"1. CA{H}\n2. CA{H[::-1]}", ""),
    ("voice", f"call: CA{H}, then CA{H[::-1]} (dropped)", ""),
    ("voice", "CA12", "CA12 has 2 after CA; a Call SID has 32: 30 digits are missing."),
    ("voice", "CAxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "is a placeholder"),
    ("voice", "ca" + H[:-2], "lacks the two letters"),
    ("voice", f"CA {H}", "lacks the two letters"),
    ("voice", "CA0123456789ABCDEF0123456789ABCDEF CAFEBABE00000000CAFEBABE00000000", "lacks the two letters"),
    ("voice abridged", f"CA{H}", ""),
    ("voice abridged", f"ca{H}", ""),
    ("voice abridged", f"CA{UP}", ""),
    ("voice abridged", f"CA{H} CA{H[::-1]} CA{H[1:]}a CA{H[2:]}bb", ""),
    ("voice abridged", "", "No examples yet. The Call Sid of the user who had the issue, no older than 24 hours."),
    ("voice abridged", f"AC{H}", "is an Account SID"),
    ("messaging", f"SM{H} MM{H}", ""),
    ("messaging", f"sm{H} mm{UP}", ""),
    ("messaging", f"SM{H}", "1 example so far; 2-3 are asked for"),
    ("messaging", f"CA{H}", "is a Call SID. Here we ask for a Message SID (SM… or MM…). Such IDs belong to Voice"),
    ("messaging", f"AC{H}", "is an Account SID. Here we ask for a Message SID"),
    ("messaging", f"MG{H}", "starts with MG, a kind that isn't known here"),
    ("messaging", "", "No examples yet. Give 2-3 example SIDs from the past 72 hours."),
    ("messaging abridged", f"MM{H}", ""),
    ("messaging abridged", "", "no older than 48 hours. If that is hard, give these instead: From Number, To Number, Date/Time of message."),
    ("flex", "", "No examples yet. Send us console logs including recent example SIDs"),
    ("flex", f"SM{H}", "is a Message SID. Here we ask for a Task SID (WT…), Chat channel SID (CH…), Chat service SID (IS…), Call SID (CA…) or Conference SID (CF…)."),
    ("flex", f"WT{H} CA{H}", ""),
    ("flex", f"AC{H}", "is an Account SID"),
    ("video", "", ""),
    ("video", f"AC{H}", ""),
    ("video", f"AC{H} RM{H} RT{H} CJ{H} PA{H} MT{H}", ""),
    ("video", f"CA{H}", "is a Call SID. Here we ask for an Account SID (AC…), Room SID"),
    ("email", "", ""),
    ("email", "guest@gmail.com", ""),
    ("email", "guest@gmail.com, other@hotmail.com", ""),
    ("email", "guest@gmail", "guest@gmail isn't an email address."),
    ("email", "@partiful", "@partiful isn't an email address."),
    ("email", f"SM{H}", "is a Message SID. Here we ask for an Email address."),
    ("email", "To: Guest <guest@example.com>", ""),
    ("authy", "", "No examples yet. Provide supporting details and examples."),
    ("authy", "maya@partiful.com", ""),
    ("authy", "111111111", ""),
    ("authy", "+14155551212", ""),
    ("authy", "+44 20 7946 0958", ""),
    ("authy", "+1 415 555", "is too short for a number of +1"),
    ("authy", "415-555-1212", "has no country code: write it with + in front"),
    ("authy", "+999 12345678", "isn't a phone number"),
    ("authy", "+1 415 555 1212 99", "is too long for a number of +1"),
    ("authy", f"CA{H}", "is a Call SID. Here we ask for a Phone number, Email address or Authy ID."),
    ("authy", f"AC{H}", "is an Account SID"),
    ("authy", "12", "“12” isn't an ID that is known here"),
    ("authy abridged", "", "Affected users: phone number, email and/or Authy ID."),
    ("authy abridged", "+1-111-111-1111", ""),
    ("studio", "", ""),
    ("studio", f"FW{H} FN{H}", ""),
    ("studio", f"FW{H}", "1 example so far; 2-3 are asked for."),
    ("studio", f"FW{H} fn{UP} AC{H}", ""),
    ("studio", f"FW{H[:-1]}", "“FW0123456789abcdef0123456789abcde” isn't an ID that is known here. A SID is two letters and 32"),
    ("studio", f"AC{H[:-1]} FW{H}", "has 31 after AC; an Account SID has 32: 1 digit is missing"),
    ("studio", "+14155551212", "is a Phone number. A SID is two letters and 32 hexadecimal digits."),
    ("studio", H, "lacks the two letters"),
    ("studio", f"FW{H} FN{H} FX{H} FY{H}", "4 examples are more than needed"),
    ("studio", "none", "“none” isn't an ID"),
    ("other", f"CA{H} SM{H}", ""),
    ("other", "", ""),
    ("other", "maya@partiful.com", "is an Email address. A SID is two letters"),
)  # fmt: skip


def rows() -> Iterator[Row]:
    """Yield the whole table: by hand, the document's, and the same faults for every kind of every product."""
    yield from SOURCE
    yield from _BY_HAND
    for product, kinds in _PREFIXES.items():
        second = next(iter(kinds)) + H[::-1]
        for prefix, name in kinds.items():
            article = "an" if name.startswith("A") else "a"
            yield product, f"{prefix}{H} {second}", ""
            yield product, f"{prefix}{UP} {second}", ""
            yield product, f"{prefix.lower()}{MIXED} {second}", ""
            yield (
                product,
                f"{prefix}{H[:-1]} {second}",
                f"has 31 after {prefix}; {article} {name} has 32: 1 digit is missing.",
            )
            yield product, f"{prefix}{H[:-2]} {second}", "2 digits are missing."
            yield product, f"{prefix}{H}0 {second}", "1 digit is too many."
            yield product, f"{prefix}{H[:-1]}z {second}", "“z” isn't a hexadecimal digit"
            yield product, f"{prefix}{'X' * 32} {second}", f"put the real {name} in its place"
