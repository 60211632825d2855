/// Names that the machine itself looks for, interned once.
package struct Names {
    package let getAttribute, getAttr, setAttr, delAttr, new, initialize, call, name, qualname, module, doc, dict,
        `class`: StrObject
    package let repr, str, bool, len, hash, iter, next, contains, getItem, setItem, delItem, index, float, int,
        complex: StrObject
    package let get, set, delete, setName, initSubclass, missing, classGetItem, enter, exit, format, reversed, round,
        trunc: StrObject
    package let floor, ceil, abs, lengthHint, finalize, matchArgs, annotations, all, file, path, slots, bases, mro,
        subclassHook: StrObject
    package let instanceCheck, subclassCheck, prepare, wrapped, defaults, code, empty, args, kwargs, cause, context,
        traceback: StrObject
    package let bytes, dir, fspath, builtins, builtinsModule, package, main, keys: StrObject
    package let binary: [StrObject]
    package let reflected: [StrObject]
    package let inPlace: [StrObject]
    package let unary: [StrObject]
    package let compare: [StrObject]

    init(_ make: (String) -> StrObject) {
        getAttribute = make("__getattribute__")
        getAttr = make("__getattr__")
        setAttr = make("__setattr__")
        delAttr = make("__delattr__")
        new = make("__new__")
        initialize = make("__init__")
        call = make("__call__")
        name = make("__name__")
        qualname = make("__qualname__")
        module = make("__module__")
        doc = make("__doc__")
        dict = make("__dict__")
        `class` = make("__class__")
        repr = make("__repr__")
        str = make("__str__")
        bool = make("__bool__")
        len = make("__len__")
        hash = make("__hash__")
        iter = make("__iter__")
        next = make("__next__")
        contains = make("__contains__")
        getItem = make("__getitem__")
        setItem = make("__setitem__")
        delItem = make("__delitem__")
        index = make("__index__")
        float = make("__float__")
        int = make("__int__")
        complex = make("__complex__")
        get = make("__get__")
        set = make("__set__")
        delete = make("__delete__")
        setName = make("__set_name__")
        initSubclass = make("__init_subclass__")
        missing = make("__missing__")
        classGetItem = make("__class_getitem__")
        enter = make("__enter__")
        exit = make("__exit__")
        format = make("__format__")
        reversed = make("__reversed__")
        round = make("__round__")
        trunc = make("__trunc__")
        floor = make("__floor__")
        ceil = make("__ceil__")
        abs = make("__abs__")
        lengthHint = make("__length_hint__")
        finalize = make("__del__")
        matchArgs = make("__match_args__")
        annotations = make("__annotations__")
        all = make("__all__")
        file = make("__file__")
        path = make("__path__")
        slots = make("__slots__")
        bases = make("__bases__")
        mro = make("__mro__")
        subclassHook = make("__subclasshook__")
        instanceCheck = make("__instancecheck__")
        subclassCheck = make("__subclasscheck__")
        prepare = make("__prepare__")
        wrapped = make("__wrapped__")
        defaults = make("__defaults__")
        code = make("__code__")
        empty = make("")
        args = make("args")
        kwargs = make("kwargs")
        cause = make("__cause__")
        context = make("__context__")
        traceback = make("__traceback__")
        bytes = make("__bytes__")
        dir = make("__dir__")
        fspath = make("__fspath__")
        builtins = make("__builtins__")
        builtinsModule = make("builtins")
        package = make("__package__")
        main = make("__main__")
        keys = make("keys")
        binary = BinaryOp.allCases.map { make($0.dunder) }
        reflected = BinaryOp.allCases.map { make($0.reflectedDunder) }
        inPlace = BinaryOp.allCases.map { make($0.inPlaceDunder) }
        unary = UnaryOp.allCases.map { make($0.dunder) }
        compare = CompareOp.allCases.map { make($0.dunder) }
    }

    var hooks: Heap.HookNames {
        Heap.HookNames(
            getAttribute: getAttribute, getAttr: getAttr, setAttr: setAttr, delAttr: delAttr, new: new,
            finalize: finalize,
            moduleName: name)
    }
}
