"""Lowercase forms of Unicode 17.0, as the oracle gives them."""

from tokenizers import normalizers

from scalars import ALL, literal, range_text, swift_file

LOWER = normalizers.Lowercase().normalize_str


def mappings():
    """`41-5A=61`: a range and what its first scalar becomes; `130=69+307` for more than one."""
    runs = []
    for scalar in ALL:
        lower = [ord(part) for part in LOWER(chr(scalar))]
        if lower == [scalar]:
            continue
        if runs and len(lower) == 1 == len(runs[-1][2]):
            first, last, start = runs[-1]
            if last == scalar - 1 and start[0] + scalar - first == lower[0]:
                runs[-1] = (first, scalar, start)
                continue
        runs.append((scalar, scalar, lower))
    return " ".join(
        f"{range_text(first, last)}=" + "+".join(f"{part:X}" for part in lower)
        for first, last, lower in runs
    )


def tables():
    return swift_file(
        "LowercaseTables", "Unicode 17.0's lowercase forms without regard to context.",
        [literal("mappings", "A range and what its first scalar becomes.", mappings())],
    )
