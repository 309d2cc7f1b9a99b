"""What was measured, as a table for a terminal."""

from collections.abc import Iterable, Mapping

from .asking import Times


def written(
    what: str,
    found: Mapping[int, Mapping[str, Times]],
    rates: Mapping[int, Mapping[str, float]],
    pairs: Iterable[tuple[str, str]],
) -> str:
    """Times by the number of documents, how they grow, and how ours compare with theirs."""
    sizes = list(found)
    first = found[sizes[0]]
    lines = [f"\n{what}: p50 / p95 in ms (p95 times that of {sizes[0]:,}), documents per language"]
    lines.append(" " * 34 + "".join(f"{size:>28,}" for size in sizes))
    for name in first:
        times = [found[size][name] for size in sizes]
        cells = [f"{one.p50 * 1000:.1f} / {one.p95 * 1000:.1f} ({one.p95 / (times[0].p95 or 1):.2f})" for one in times]
        lines.append(f"{name:<34}" + "".join(f"{cell:>28}" for cell in cells))
    for ours, theirs in pairs:
        cells = [f"{found[size][ours].p95 / found[size][theirs].p95:.2f}" for size in sizes]
        lines.append(f"p95 of {ours} / {theirs}: " + ", ".join(cells))
    lines += [f"{name:<34}" + "".join(f"{rates[size][name]:>28,.1f}" for size in sizes) for name in rates[sizes[0]]]
    return "\n".join(lines)
