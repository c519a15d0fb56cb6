#!/usr/bin/env python3
"""Score hotline-SMS parser output against gold. Standard library only.

    python3 score.py messages.jsonl predictions.jsonl [--errors] [--by-tag] [--json]

Gold rows:        {"id", "from", "body",
                   "gold": {name, webshop, problem, callback, language, class}}
Prediction rows:  {"id", "pred": {same keys}}   ("prediction"/"gold" or flat keys also accepted)
Missing keys, null and "" all mean "nothing found".

name      exact after NFC, case folding, space collapsing, edge punctuation removed
webshop   exact after removing scheme/www./path/port, punycode -> unicode,
          legal suffix (ApS, GmbH, ...)
callback  exact E.164 string (spaces, dashes, dots and brackets ignored)
problem   bag-of-words token F1, averaged
A wrong value costs both a false positive and a false negative.
"""

import argparse
import collections
import contextlib
import json
import re
import sys
import unicodedata

EXACT = ("name", "webshop", "callback")
CLASSES = ("critical", "routine", "not_an_incident")
LANGS = ("da", "en", "sv", "nb", "de", "other")
EDGE = " \t\r\n.,;:!?\"'`´()[]<>*_-–—/|“”„«»’"
LEGAL = re.compile(r"[ ,]+(aps|a/s|i/s|k/s|p/s|ivs|ab|asa|as|gmbh|ug|ltd|limited|inc|llc|bv|oy)$")


def clean(v):
    """Text with unicode form, spaces and case evened out; None if nothing is left."""
    if v is None:
        return None
    v = unicodedata.normalize("NFC", str(v))
    return re.sub(r"\s+", " ", v).strip().casefold() or None


def norm_name(v):
    v = clean(v)
    return v and (v.strip(EDGE) or None)


def to_unicode(host):
    out = []
    for label in host.split("."):
        if label.startswith("xn--"):
            with contextlib.suppress(UnicodeError):
                label = label.encode("ascii").decode("idna")
        out.append(label)
    return ".".join(out)


def norm_webshop(v):
    v = clean(v)
    if not v:
        return None
    v = re.sub(r"^[a-z][a-z0-9+.-]*://", "", v)
    host = re.sub(r"\s*\.\s*", ".", v)  # "shop . dk"
    if " " not in host and re.match(r"[^/?#]+\.[^/?#]{2,}", host):  # looks like a domain
        host = re.split(r"[/?#]", host, maxsplit=1)[0]
        host = re.sub(r":\d+$", "", host).strip(EDGE)
        host = re.sub(r"^www\d?\.", "", host)
        return to_unicode(host) or None
    v = v.strip(EDGE)
    return LEGAL.sub("", v).strip(EDGE) or None


def norm_callback(v):
    v = clean(v)
    return v and (re.sub(r"[\s().\-/]", "", v) or None)


NORM = {"name": norm_name, "webshop": norm_webshop, "callback": norm_callback}


def tokens(v):
    return re.findall(r"\w+", clean(v) or "")


def token_f1(gold, pred):
    g, p = collections.Counter(tokens(gold)), collections.Counter(tokens(pred))
    if not g and not p:
        return 1.0
    hit = sum((g & p).values())
    return 2 * hit / (sum(g.values()) + sum(p.values())) if hit else 0.0


def ratio(a, b):
    return a / b if b else None


def prf(tp, fp, fn):
    return {
        "precision": ratio(tp, tp + fp),
        "recall": ratio(tp, tp + fn),
        "f1": ratio(2 * tp, 2 * tp + fp + fn),
        "tp": tp,
        "fp": fp,
        "fn": fn,
    }


def mean(xs):
    return sum(xs) / len(xs) if xs else None


def score(rows):
    """rows: list of (gold_record, prediction_dict or None) -> dict of figures."""
    out = {"n": len(rows), "no_prediction": sum(p is None for _, p in rows)}
    rows = [(r, p or {}) for r, p in rows]
    for f in EXACT:
        tp = fp = fn = 0
        for r, p in rows:
            g, h = NORM[f](r["gold"].get(f)), NORM[f](p.get(f))
            if g is not None and g == h:
                tp += 1
            else:
                fn += g is not None
                fp += h is not None
        out[f] = prf(tp, fp, fn)
    # the number that would be dialled: the callback, or the sender where there is none
    out["dialled_accuracy"] = ratio(
        sum(
            (norm_callback(r["gold"].get("callback")) or norm_callback(r["from"]))
            == (norm_callback(p.get("callback")) or norm_callback(r["from"]))
            for r, p in rows
        ),
        len(rows),
    )

    have = [(r, p) for r, p in rows if tokens(r["gold"].get("problem"))]
    none = [(r, p) for r, p in rows if not tokens(r["gold"].get("problem"))]
    f1s = [token_f1(r["gold"]["problem"], p.get("problem")) for r, p in have]
    out["problem"] = {
        "mean_token_f1": mean(f1s),  # over messages that have a gold problem
        "n": len(have),
        "found": sum(bool(tokens(p.get("problem"))) for _, p in have),
        "f1_at_least_0.8": ratio(sum(x >= 0.8 for x in f1s), len(f1s)),
        "false_extractions": sum(bool(tokens(p.get("problem"))) for _, p in none),
        "n_without": len(none),
    }

    conf = collections.Counter((r["gold"]["class"], p.get("class") or "(none)") for r, p in rows)
    per = {}
    for c in CLASSES:
        tp = conf[c, c]
        per[c] = prf(
            tp,
            sum(v for (g, h), v in conf.items() if h == c) - tp,
            sum(v for (g, h), v in conf.items() if g == c) - tp,
        )
    f1 = [per[c]["f1"] for c in CLASSES if per[c]["f1"] is not None]
    out["class"] = {
        "accuracy": ratio(sum(conf[c, c] for c in CLASSES), len(rows)),
        "macro_f1": mean(f1),
        "per_class": per,
        "critical_recall": per["critical"]["recall"],
        "critical_missed": [
            r["id"]
            for r, p in rows
            if r["gold"]["class"] == "critical" and p.get("class") != "critical"
        ],
        "confusion": {
            g: {h: n for (g2, h), n in sorted(conf.items()) if g2 == g}
            for g in CLASSES
            if any(k[0] == g for k in conf)
        },
    }
    lc = collections.Counter(
        (r["gold"]["language"], p.get("language") or "(none)") for r, p in rows
    )
    out["language"] = {
        "accuracy": ratio(sum(v for (g, h), v in lc.items() if g == h), len(rows)),
        "confusion": {f"{g}->{h}": n for (g, h), n in sorted(lc.items()) if g != h},
    }
    return out


def load(path):
    rows = {}
    with open(path, encoding="utf-8") as f:
        for i, line in enumerate(f, 1):
            if not line.strip():
                continue
            try:
                r = json.loads(line)
                key = r["id"]
            except (ValueError, KeyError, TypeError) as e:
                sys.exit(f"{path}:{i}: not a JSON object with an id ({e!r})")
            if key in rows:
                sys.exit(f"{path}:{i}: id {key} occurs twice")
            rows[key] = r
    return rows


def prediction(r):
    for k in ("pred", "prediction", "gold"):
        if k in r:
            return r[k] or {}
    return r


def pct(x):
    return "    -" if x is None else f"{100 * x:5.1f}"


def report(groups):
    w = print
    head = f"{'':12}{'n':>4}"
    for f in EXACT:
        head += f"  {f:^17}"
    w(head + f"{'dialled':>9}{'problem':>9}{'class':>7}{'crit.':>7}{'lang.':>7}")
    w(
        f"{'':12}{'':4}"
        + ("  " + f"{'P':>5} {'R':>5} {'F1':>5}") * 3
        + f"{'acc':>9}{'tokF1':>9}{'acc':>7}{'rec':>7}{'acc':>7}"
    )
    for name, s in groups.items():
        line = f"{name[:12]:12}{s['n']:4}"
        for f in EXACT:
            line += "  " + " ".join(pct(s[f][k]) for k in ("precision", "recall", "f1"))
        w(
            line + f"{pct(s['dialled_accuracy']):>9}{pct(s['problem']['mean_token_f1']):>9}"
            f"{pct(s['class']['accuracy']):>7}{pct(s['class']['critical_recall']):>7}{pct(s['language']['accuracy']):>7}"
        )


def report_overall(s):
    w = print
    w(
        f"\nproblem: found {s['problem']['found']}/{s['problem']['n']}, "
        f"token F1 >= 0.8 in {pct(s['problem']['f1_at_least_0.8']).strip()} %, "
        f"extracted where there is none "
        f"{s['problem']['false_extractions']}/{s['problem']['n_without']}"
    )
    cols = list(CLASSES) + sorted(
        {h for row in s["class"]["confusion"].values() for h in row} - set(CLASSES)
    )
    w("\nclass confusion (rows gold, columns predicted)")
    w(f"{'':17}" + "".join(f"{c:>17}" for c in cols) + "      P     R    F1")
    for g in CLASSES:
        row, per = s["class"]["confusion"].get(g, {}), s["class"]["per_class"][g]
        w(
            f"{g:17}"
            + "".join(f"{row.get(c, 0):17}" for c in cols)
            + "  "
            + " ".join(pct(per[k]) for k in ("precision", "recall", "f1"))
        )
    c = s["class"]
    w(
        f"accuracy {pct(c['accuracy']).strip()}  macro F1 {pct(c['macro_f1']).strip()}  "
        f"critical recall {pct(c['critical_recall']).strip()}"
    )
    w("critical missed: " + (", ".join(c["critical_missed"]) or "none"))
    w(
        "language errors: "
        + (", ".join(f"{k} {v}" for k, v in s["language"]["confusion"].items()) or "none")
    )
    if s["no_prediction"]:
        w(f"messages without a prediction: {s['no_prediction']} (scored as nothing found)")


def report_errors(rows):
    w = print
    w("\nerrors")
    for r, p in rows:
        p, g, bad = p or {}, r["gold"], []
        for f in EXACT:
            if NORM[f](g.get(f)) != NORM[f](p.get(f)):
                bad.append(f"{f}: gold {g.get(f)!r} pred {p.get(f)!r}")
        t = token_f1(g.get("problem"), p.get("problem"))
        if t < 0.8:
            bad.append(f"problem {t:.2f}: gold {g.get('problem')!r} pred {p.get('problem')!r}")
        for f in ("class", "language"):
            if g[f] != p.get(f):
                bad.append(f"{f}: gold {g[f]!r} pred {p.get(f)!r}")
        if bad:
            w(f"{r['id']} {r['body'][:90]!r}")
            for b in bad:
                w("    " + b)


def main(argv=None):
    ap = argparse.ArgumentParser(description="Score hotline-SMS predictions against gold.")
    ap.add_argument("gold"), ap.add_argument("predictions")
    ap.add_argument("--errors", action="store_true", help="list every message with a wrong field")
    ap.add_argument("--by-tag", action="store_true", help="one more row per tag")
    ap.add_argument("--json", action="store_true", help="all figures as JSON")
    a = ap.parse_args(argv)
    gold, pred = load(a.gold), load(a.predictions)
    extra = sorted(set(pred) - set(gold))
    if extra:
        print(
            f"warning: {len(extra)} predictions with an unknown id, ignored: {extra[:5]}",
            file=sys.stderr,
        )
    rows = [(r, prediction(pred[i]) if i in pred else None) for i, r in gold.items()]
    groups = {"overall": score(rows)}
    for language in LANGS:
        part = [x for x in rows if x[0]["gold"]["language"] == language]
        if part:
            groups[language] = score(part)
    if a.by_tag:
        tags = collections.Counter(t for r, _ in rows for t in r.get("tags", []))
        for t, _ in tags.most_common():
            groups["#" + t] = score([x for x in rows if t in x[0].get("tags", [])])
    if a.json:
        print(json.dumps(groups, ensure_ascii=False, indent=2))
        return
    report(groups)
    report_overall(groups["overall"])
    if a.errors:
        report_errors(rows)


if __name__ == "__main__":
    main()
