"""Makes a program smaller while the two still differ."""

import ast
import copy


def shrink(text, pair, most=600):
    tree = ast.parse(text)
    tries = 0
    progress = True
    while progress and tries < most:
        progress = False
        for size in (16, 8, 4, 2, 1):
            for candidate in fewer_statements(tree, size):
                tries += 1
                if tries > most:
                    break
                if still_differs(candidate, pair):
                    tree, progress = candidate, True
                    break
            if progress:
                break
        if progress:
            continue
        for candidate in simpler_expressions(tree):
            tries += 1
            if tries > most:
                break
            if still_differs(candidate, pair):
                tree, progress = candidate, True
                break
    return ast.unparse(ast.fix_missing_locations(tree)) + "\n"


def still_differs(tree, pair):
    try:
        text = ast.unparse(ast.fix_missing_locations(tree))
        ast.parse(text)
    except Exception:
        return False
    expected, actual = pair.run(text)
    if expected is None or pair.same(expected, actual):
        return False
    # A name that is gone must not become the difference.
    return "SyntaxError" not in expected and "NameError" not in expected


def fewer_statements(tree, size):
    """Copies of the tree without `size` statements in a row, or with a compound statement's body in its place."""
    for number, node in enumerate(ast.walk(tree)):
        for field in ("body", "orelse", "finalbody", "handlers", "cases"):
            block = getattr(node, field, None)
            if not isinstance(block, list):
                continue
            for start in range(0, len(block), size):
                if len(block[start:start + size]) < size and size > 1:
                    continue
                if len(block) <= size and field == "body" and not isinstance(node, ast.Module):
                    if size == 1 and isinstance(block[0], ast.Pass):
                        continue
                    if size > 1:
                        continue
                changed = copy.deepcopy(tree)
                mine = nth(changed, number)
                rest = getattr(mine, field)
                inner = getattr(rest[start], "body", None) if size == 1 else None
                del rest[start:start + size]
                if not rest and field == "body" and not isinstance(mine, ast.Module):
                    rest.append(ast.Pass())
                yield changed
                if isinstance(inner, list) and inner and isinstance(inner[0], ast.stmt):
                    changed = copy.deepcopy(tree)
                    rest = getattr(nth(changed, number), field)
                    rest[start:start + 1] = rest[start].body
                    yield changed


def simpler_expressions(tree):
    """Copies of the tree with an expression replaced by a part of it or by a constant."""
    for number, node in enumerate(ast.walk(tree)):
        for field, value in ast.iter_fields(node):
            if isinstance(value, ast.expr) and not isinstance(getattr(value, "ctx", None), (ast.Store, ast.Del)):
                for part in parts(value):
                    changed = copy.deepcopy(tree)
                    setattr(nth(changed, number), field, part)
                    yield changed
            elif isinstance(value, list) and value and isinstance(value[0], (ast.expr, ast.keyword)):
                for index in range(len(value)):
                    if len(value) > 1 or field in ("args", "elts", "keywords"):
                        changed = copy.deepcopy(tree)
                        mine = nth(changed, number)
                        del getattr(mine, field)[index]
                        if isinstance(mine, ast.Dict):
                            del (mine.values if field == "keys" else mine.keys)[index]
                        yield changed
                    if isinstance(value[index], ast.expr):
                        for part in parts(value[index]):
                            changed = copy.deepcopy(tree)
                            getattr(nth(changed, number), field)[index] = part
                            yield changed


def parts(value):
    if isinstance(value, (ast.Constant, ast.Name, ast.JoinedStr, ast.FormattedValue)):
        return
    for child in ast.iter_child_nodes(value):
        if isinstance(child, ast.expr):
            yield child
    if not isinstance(value, (ast.List, ast.Tuple)) or value.elts:
        yield ast.Constant(0)


def nth(tree, number):
    for index, node in enumerate(ast.walk(tree)):
        if index == number:
            return node
