"""A small JSON Schema checker: just the keywords that our schemas use; an unknown keyword is an error, not ignored."""
import json, re

KNOWN = {"$schema", "$id", "$defs", "title", "description", "type", "const", "enum", "required", "properties",
         "additionalProperties", "items", "minItems", "maxItems", "minLength", "pattern", "minimum", "maximum", "$ref",
         "anyOf", "oneOf"}

def is_type(value, name):
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return {"object": isinstance(value, dict), "array": isinstance(value, list), "string": isinstance(value, str),
            "boolean": isinstance(value, bool), "null": value is None, "number": number,
            "integer": number and value == int(value)}[name]

def problems(value, schema, root=None, path="$"):
    """Sentences about what does not fit; empty when all does."""
    root = root or schema
    unknown = set(schema) - KNOWN
    assert not unknown, f"the checker does not know {unknown}"
    if "$ref" in schema:
        target = root
        for part in schema["$ref"].lstrip("#/").split("/"): target = target[part]
        return problems(value, target, root, path)
    found = []
    say = lambda text: found.append(f"{path}: {text}")
    if "type" in schema:
        types = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
        if not any(is_type(value, t) for t in types): return [f"{path}: {value!r} is no {' or '.join(types)}"]
    if "const" in schema and value != schema["const"]: say(f"{value!r} is not {schema['const']!r}")
    if "enum" in schema and value not in schema["enum"]: say(f"{value!r} is none of {schema['enum']}")
    if isinstance(value, str):
        if len(value) < schema.get("minLength", 0): say("too short")
        if "pattern" in schema and not re.search(schema["pattern"], value): say(f"{value!r} is not {schema['pattern']}")
    if is_type(value, "number"):
        if value < schema.get("minimum", value): say(f"{value} is under {schema['minimum']}")
        if value > schema.get("maximum", value): say(f"{value} is over {schema['maximum']}")
    if isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)): say(f"{len(value)} items")
        for i, item in enumerate(value): found += problems(item, schema.get("items", {}), root, f"{path}[{i}]")
    if isinstance(value, dict):
        for key in schema.get("required", []):
            if key not in value: say(f"has no {key}")
        for key, item in value.items():
            if key in schema.get("properties", {}): found += problems(item, schema["properties"][key], root, f"{path}.{key}")
            elif schema.get("additionalProperties", True) is False: say(f"unexpected {key}")
    for word, fits in (("anyOf", lambda n: n >= 1), ("oneOf", lambda n: n == 1)):
        if word in schema and not fits(sum(not problems(value, s, root, path) for s in schema[word])): say(f"fits not {word}")
    return found

def load(path):
    """JSON that is strict: no NaN, no key twice."""
    def refuse(name): raise ValueError(f"{name} is no JSON")
    def once(pairs):
        assert len({k for k, _ in pairs}) == len(pairs), "a key stands twice"
        return dict(pairs)
    return json.loads(path, parse_constant=refuse, object_pairs_hook=once)
