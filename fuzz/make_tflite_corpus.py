#!/usr/bin/env python3
"""Writes the corpus of fuzz_tflite: one small valid file with every operator that is read, and hostile variants of it.
Usage: make_corpus.py FOLDER. Standard library only; its own few lines of flatbuffer writing."""
import os, struct, sys

class Table(dict): pass                      # field number -> ("B"|"i"|"I", value) or Table, list, bytes
def half(values): return b"".join(struct.pack("<e", v) for v in values)

def write(root):
    out = bytearray(b"\0\0\0\0TFL3")
    def pad(n):
        while len(out) % n: out.append(0)
    def put(item):
        if isinstance(item, Table):
            count = max(item, default=-1) + 1
            pad(4)
            vtable = len(out)
            out.extend(struct.pack("<HH", 4 + 2 * count, 0) + b"\0\0" * count)
            pad(4)
            table = len(out)
            out.extend(struct.pack("<i", table - vtable))
            later = []
            for number, value in sorted(item.items()):
                offset = len(out) - table
                struct.pack_into("<H", out, vtable + 4 + 2 * number, offset)
                if isinstance(value, tuple):
                    out.extend(struct.pack("<" + value[0], value[1]))
                    while len(out) % 4: out.append(0)
                else:
                    later.append((len(out), value))
                    out.extend(b"\0\0\0\0")
            struct.pack_into("<H", out, vtable + 2, len(out) - table)
            for at, value in later: struct.pack_into("<I", out, at, put(value) - at)
            return table
        pad(4)
        at = len(out)
        if isinstance(item, bytes):
            out.extend(struct.pack("<I", len(item)) + item)
        elif item and isinstance(item[0], int):
            out.extend(struct.pack("<I", len(item)) + struct.pack("<%di" % len(item), *item))
        else:
            out.extend(struct.pack("<I", len(item)) + b"\0\0\0\0" * len(item))
            for i, child in enumerate(item):
                where = at + 4 + 4 * i
                struct.pack_into("<I", out, where, put(child) - where)
        return at
    struct.pack_into("<I", out, 0, put(root))
    return bytes(out)

FLOAT, HALF, INT = 0, 1, 2
class Model:
    def __init__(self):
        self.tensors, self.buffers, self.ops, self.codes = [], [Table()], [], []
    def tensor(self, shape, kind=FLOAT, data=None, sparsity=None):
        fields = Table({0: shape, 1: ("B", kind), 2: ("I", len(self.buffers) if data is not None else 0)})
        if sparsity is not None: fields[6] = sparsity
        if data is not None: self.buffers.append(Table({0: data}))
        self.tensors.append(fields)
        return len(self.tensors) - 1
    def op(self, code, inputs, output, options=None):
        if code not in self.codes: self.codes.append(code)
        fields = Table({0: ("I", self.codes.index(code)), 1: inputs, 2: [output]})
        if options: fields[3], fields[4] = ("B", 1), options
        self.ops.append(fields)
        return output
    def weights(self, shape, seed, sparse=False):
        count = 1
        for s in shape: count *= s
        values = [((i * 37 + seed * 11) % 23 - 11) / 16 for i in range(count)]
        if sparse:                            # [O,1,1,I]: dense but for the last axis, of which every second entry is kept
            kept = [v for i, v in enumerate(values) if i % 2 == 0]
            rows, inner = count // shape[3], shape[3]
            dims = [Table({1: ("i", s)}) for s in shape[:3]]
            ends = [r * inner // 2 for r in range(rows + 1)]
            places = [i for _ in range(rows) for i in range(0, inner, 2)]
            dims.append(Table({0: ("B", 1), 2: ("B", 3), 3: Table({0: bytes(ends)}), 4: ("B", 3), 5: Table({0: bytes(places)})}))
            t = self.tensor(shape, HALF, half(kept), Table({0: [0, 1, 2, 3], 2: dims}))
            t = self.op(124, [t], self.tensor(shape, HALF))
        else:
            t = self.tensor(shape, HALF, half(values))
        return self.op(6, [t], self.tensor(shape))
    def file(self, inputs, outputs):
        codes = [Table({0: ("B", min(c, 127)), 3: ("i", c)}) for c in self.codes]
        graph = Table({0: self.tensors, 1: inputs, 2: outputs, 3: self.ops})
        return write(Table({0: ("I", 3), 1: codes, 2: [graph], 4: self.buffers}))

def window(padding, stride, activation, depthwise=False):
    options = Table({0: ("B", padding), 1: ("i", stride), 2: ("i", stride)})
    if depthwise: options[3] = ("i", 1)
    options[4 if depthwise else 3] = ("B", activation)
    return options

def valid(change=None):
    """8x8x3 -> pad -> conv -> depthwise -> add -> pool -> resize -> depth to space -> outputs; change(model, step) spoils it."""
    m = Model()
    def step(name):
        if change: change(m, name)
    x = m.tensor([1, 8, 8, 3])
    pads = m.tensor([4, 2], INT, struct.pack("<8i", 0, 0, 1, 1, 1, 1, 0, 0))
    a = m.op(34, [x, pads], m.tensor([1, 10, 10, 3])); step("pad")
    w, b = m.weights([8, 3, 3, 3], 1), m.weights([8], 2)
    a = m.op(3, [a, w, b], m.tensor([1, 8, 8, 8]), window(1, 1, 3)); step("conv")
    w, b = m.weights([1, 3, 3, 8], 3), m.weights([8], 4)
    d = m.op(4, [a, w, b], m.tensor([1, 8, 8, 8]), window(0, 1, 0, True)); step("depthwise")
    a = m.op(0, [a, d], m.tensor([1, 8, 8, 8]), Table({0: ("B", 0)})); step("add")
    p = m.op(17, [a], m.tensor([1, 4, 4, 8]), Table({0: ("B", 0), 1: ("i", 2), 2: ("i", 2), 3: ("i", 2), 4: ("i", 2)})); step("pool")
    size = m.tensor([2], INT, struct.pack("<2i", 8, 8))
    r = m.op(23, [p, size], m.tensor([1, 8, 8, 8]), Table({3: ("B", 1)})); step("resize")
    w, b = m.weights([4, 1, 1, 8], 5, sparse=True), m.weights([4], 6)
    c = m.op(3, [r, w, b], m.tensor([1, 4, 4, 4]), window(0, 2, 0)); step("sparse")
    s = m.op(5, [c], m.tensor([1, 8, 8, 1]), Table({0: ("i", 2)})); step("blocks")
    w, b = m.weights([2, 1, 1, 1], 7), m.weights([2], 8)
    e = m.op(3, [s, w, b], m.tensor([1, 8, 8, 2]), window(0, 1, 0))
    e = m.op(22, [e], m.tensor([1, 64, 2])); step("reshape")
    w, b = m.weights([2, 1, 1, 8], 9), m.weights([2], 10)
    f = m.op(3, [p, w, b], m.tensor([1, 4, 4, 2]), window(0, 1, 0))
    f = m.op(22, [f], m.tensor([1, 16, 2]))
    both = m.op(2, [e, f], m.tensor([1, 80, 2]), Table({0: ("i", 1)})); step("concat")
    w, b = m.weights([1, 4, 4, 8], 11), m.weights([1], 12)
    g = m.op(3, [p, w, b], m.tensor([1, 1, 1, 1]), window(1, 1, 0))
    g = m.op(14, [g], m.tensor([1, 1, 1, 1])); step("logistic")
    g = m.op(22, [g], m.tensor([1, 1])); step("end")
    return m.file([x], [both, g])

def spoil(name, action):
    def change(m, step):
        if step == name: action(m)
    return valid(change)

def last_shape(m, shape): m.tensors[m.ops[-1][2][0]][0] = shape
def main(folder):
    os.makedirs(folder, exist_ok=True)
    good = valid()
    cases = {"valid_every_operator": good, "bad_empty": b"", "bad_text": b"not a network at all\n", "bad_magic": good[:4] + b"TFL2" + good[8:],
        "bad_root_outside": b"\xff\xff\xff\x7f" + good[4:], "bad_root_in_header": b"\4\0\0\0" + good[4:],
        "bad_half_a_file": good[:len(good) // 2], "bad_first_100_bytes": good[:100],
        "bad_output_too_large": spoil("conv", lambda m: last_shape(m, [1, 9, 8, 8])),
        "bad_negative_side": spoil("conv", lambda m: last_shape(m, [1, 8, 8, -8])),
        "bad_zero_side": spoil("conv", lambda m: last_shape(m, [1, 8, 0, 8])),
        "bad_huge_side": spoil("conv", lambda m: last_shape(m, [65536, 65536, 65536, 65536])),
        "bad_six_dimensions": spoil("conv", lambda m: last_shape(m, [1, 1, 1, 8, 8, 8])),
        "bad_stride_zero": spoil("conv", lambda m: m.ops[-1].__setitem__(4, window(1, 0, 0))),
        "bad_stride_negative": spoil("conv", lambda m: m.ops[-1].__setitem__(4, window(1, -1, 0))),
        "bad_activation": spoil("conv", lambda m: m.ops[-1].__setitem__(4, window(1, 1, 1))),
        "bad_padding_kind": spoil("depthwise", lambda m: m.ops[-1].__setitem__(4, window(7, 1, 0, True))),
        "bad_input_not_known": spoil("add", lambda m: m.ops[-1].__setitem__(1, [m.ops[-1][2][0], 0])),
        "bad_input_outside": spoil("add", lambda m: m.ops[-1].__setitem__(1, [0, 99999])),
        "bad_input_negative": spoil("add", lambda m: m.ops[-1].__setitem__(1, [-1, -1])),
        "bad_output_twice": spoil("add", lambda m: m.ops[-1].__setitem__(2, [m.ops[-2][2][0]])),
        "bad_output_is_constant": spoil("add", lambda m: m.ops[-1].__setitem__(2, [1])),
        "bad_operator": spoil("add", lambda m: (m.codes.append(99), m.ops[-1].__setitem__(0, ("I", len(m.codes) - 1)))),
        "bad_operator_number": spoil("add", lambda m: m.ops[-1].__setitem__(0, ("I", 1000))),
        "bad_half_as_summand": spoil("add", lambda m: m.ops[-1].__setitem__(1, [m.ops[-1][1][0], 2])),
        "bad_no_inputs": spoil("add", lambda m: m.ops[-1].__setitem__(1, [])),
        "bad_pool_output": spoil("pool", lambda m: last_shape(m, [1, 5, 4, 8])),
        "bad_pads_negative": spoil("pad", lambda m: m.buffers[1].__setitem__(0, struct.pack("<8i", 0, 0, -1, 1, 1, 1, 0, 0))),
        "bad_pads_short": spoil("pad", lambda m: m.buffers[1].__setitem__(0, b"\0" * 12)),
        "bad_buffer_number": spoil("pad", lambda m: m.tensors[1].__setitem__(2, ("I", 4000))),
        "bad_align_corners": spoil("resize", lambda m: m.ops[-1].__setitem__(4, Table({2: ("B", 1), 3: ("B", 1)}))),
        "bad_block": spoil("blocks", lambda m: m.ops[-1].__setitem__(4, Table({0: ("i", 3)}))),
        "bad_concat_axis": spoil("concat", lambda m: m.ops[-1].__setitem__(4, Table({0: ("i", 2)}))),
        "bad_reshape": spoil("reshape", lambda m: last_shape(m, [1, 65, 2])),
    }
    def sparse(change):
        def action(m):
            for t in m.tensors:
                if 6 in t: change(t[6], t)
        return spoil("sparse", action)
    cases["bad_sparse_order"] = sparse(lambda s, t: s.__setitem__(0, [0, 1, 2, 9]))
    cases["bad_sparse_short_order"] = sparse(lambda s, t: s.__setitem__(0, [0, 1]))
    cases["bad_sparse_index"] = sparse(lambda s, t: s[2][3].__setitem__(5, Table({0: bytes([200] * 16)})))
    cases["bad_sparse_segments"] = sparse(lambda s, t: s[2][3].__setitem__(3, Table({0: bytes([9, 3, 255, 0, 7])})))
    cases["bad_sparse_no_indices"] = sparse(lambda s, t: s[2][3].pop(5))
    cases["bad_sparse_dense_size"] = sparse(lambda s, t: s[2][0].__setitem__(1, ("i", 60000)))
    many = Table({0: ("B", 1), 2: ("B", 3), 3: Table({0: bytes([0, 255] * 100)}), 4: ("B", 3), 5: Table({0: bytes(255)})})
    cases["bad_sparse_overlapping_rows"] = sparse(lambda s, t: (s.__setitem__(2, [many] * 4)))
    for name, data in cases.items():
        with open(os.path.join(folder, name), "wb") as f: f.write(data)

main(sys.argv[1])
