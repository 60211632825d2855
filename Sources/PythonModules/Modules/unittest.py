"""Tests: classes whose methods check what a program does."""

import sys

__all__ = ["TestCase", "TestSuite", "TestLoader", "TestResult", "TextTestRunner", "SkipTest", "main", "skip",
           "skipIf", "skipUnless", "expectedFailure", "defaultTestLoader"]


class SkipTest(Exception):
    """A test that is left out."""


def skip(reason):
    """Leaves a test out."""

    def decorate(item):
        item.__unittest_skip__, item.__unittest_skip_why__ = True, reason
        return item

    if callable(reason):
        item, reason = reason, ""
        return decorate(item)
    return decorate


def skipIf(condition, reason):
    """Leaves a test out if something holds."""
    return skip(reason) if condition else lambda item: item


def skipUnless(condition, reason):
    """Leaves a test out unless something holds."""
    return lambda item: item if condition else skip(reason)(item)


def expectedFailure(item):
    """Marks a test that is known to fail."""
    item.__unittest_expecting_failure__ = True
    return item


class _Raises:
    def __init__(self, case, expected, pattern=None):
        self.case, self.expected, self.pattern, self.called = case, expected, pattern, None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        name = getattr(self.expected, "__name__", None) or str(self.expected)
        if kind is None:
            by = "" if self.called is None else f" by {getattr(self.called, '__name__', self.called)}"
            raise self.case.failureException(f"{name} not raised{by}")
        if not issubclass(kind, self.expected):
            return False
        self.exception = value
        if self.pattern is not None:
            if not _search(self.pattern, str(value)):
                pattern = self.pattern if isinstance(self.pattern, str) else self.pattern.pattern
                raise self.case.failureException(f'"{pattern}" does not match "{value}"')
        return True


class _Warns:
    """A block, or a call, that has to send a warning."""

    def __init__(self, case, expected, pattern=None):
        self.case, self.expected, self.pattern, self.called = case, expected, pattern, None

    def __enter__(self):
        import warnings

        for module in list(sys.modules.values()):
            if getattr(module, "__warningregistry__", None):
                module.__warningregistry__ = {}
        self._catcher = warnings.catch_warnings(record=True)
        self.warnings = self._catcher.__enter__()
        warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, kind, value, traceback):
        self._catcher.__exit__(kind, value, traceback)
        if kind is not None:
            return
        sent = [found for found in self.warnings if isinstance(found.message, self.expected)]
        for found in sent:
            if self.pattern is None or _search(self.pattern, str(found.message)):
                self.warning, self.filename, self.lineno = found.message, found.filename, found.lineno
                return
        if sent:
            pattern = self.pattern if isinstance(self.pattern, str) else self.pattern.pattern
            raise self.case.failureException(f'"{pattern}" does not match "{sent[0].message}"')
        name = getattr(self.expected, "__name__", None) or str(self.expected)
        by = "" if self.called is None else f" by {getattr(self.called, '__name__', self.called)}"
        raise self.case.failureException(f"{name} not triggered{by}")


def _search(pattern, text):
    import re

    return re.search(pattern, text)


class _Logs:
    """A block that has to log something, or must not."""

    def __init__(self, case, logger, level, quiet):
        self.case, self.name, self.level, self.quiet = case, logger, level, quiet

    def __enter__(self):
        import logging

        level = logging.INFO if self.level is None else self.level
        self.level = logging.getLevelName(level) if isinstance(level, str) else level
        self.logger = logging.getLogger(self.name) if isinstance(self.name, (str, type(None))) else self.name
        self.records, self.output = [], []
        watch, form = self, logging.Formatter("%(levelname)s:%(name)s:%(message)s")

        class Keeper(logging.Handler):
            def emit(self, record):
                watch.records.append(record)
                watch.output.append(form.format(record))

        logger = self.logger
        self._before = logger.handlers[:], logger.propagate, logger.level
        logger.handlers, logger.propagate = [Keeper()], False
        logger.setLevel(self.level)
        return None if self.quiet else self

    def __exit__(self, kind, value, traceback):
        import logging

        self.logger.handlers, self.logger.propagate, level = self._before
        self.logger.setLevel(level)
        if kind is not None:
            return
        where = f"of level {logging.getLevelName(self.level)} or higher triggered on {self.logger.name}"
        if self.quiet and self.records:
            raise self.case.failureException(f"Unexpected logs found: {self.output!r}")
        if not self.quiet and not self.records:
            raise self.case.failureException(f"no logs {where}")


class _SubTest:
    def __init__(self, case, message, params):
        self.case, self.label = case, (message, params)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if kind is None or self.case._result is None or issubclass(kind, (KeyboardInterrupt, SkipTest)):
            return False
        message, params = self.label
        parts = [f"[{message}]"] if message else []
        if params:
            parts.append("(" + ", ".join([f"{name}={given!r}" for name, given in params.items()]) + ")")
        self.case._result._add(self.case, value, " ".join(parts) or "(<subtest>)")
        self.case._failed = True
        return True


class TestCase:
    """Tests that share what they are set up with."""

    failureException = AssertionError
    longMessage = True
    maxDiff = 640

    def __init__(self, methodName="runTest"):
        self._testMethodName, self._cleanups, self._result, self._equalities = methodName, [], None, {}

    def setUp(self):
        """Runs before each test."""

    def tearDown(self):
        """Runs after each test."""

    @classmethod
    def setUpClass(cls):
        """Runs before the tests of the class."""

    @classmethod
    def tearDownClass(cls):
        """Runs after the tests of the class."""

    def addCleanup(self, function, /, *args, **kwargs):
        """Calls a function after the test."""
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        """Enters a context that is left after the test."""
        kind = type(cm)
        if not (hasattr(kind, "__enter__") and hasattr(kind, "__exit__")):
            raise TypeError(f"'{kind.__module__}.{kind.__qualname__}' object does not support "
                            "the context manager protocol")
        value = cm.__enter__()
        self.addCleanup(cm.__exit__, None, None, None)
        return value

    def doCleanups(self):
        """Calls the functions that were to be called after the test, the last one first."""
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            function(*args, **kwargs)

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        """Calls a function after the tests of the class."""
        if "_class_cleanups" not in cls.__dict__:
            cls._class_cleanups = []
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def enterClassContext(cls, cm):
        """Enters a context that is left after the tests of the class."""
        value = cm.__enter__()
        cls.addClassCleanup(cm.__exit__, None, None, None)
        return value

    @classmethod
    def doClassCleanups(cls):
        """Calls the functions that were to be called after the tests of the class."""
        waiting = cls.__dict__.get("_class_cleanups", [])
        while waiting:
            function, args, kwargs = waiting.pop()
            function(*args, **kwargs)

    def addTypeEqualityFunc(self, typeobj, function):
        """Compares two values of one type with a function of its own."""
        self._equalities[typeobj] = function

    def defaultTestResult(self):
        """What a test adds to when it is run by itself."""
        return TestResult()

    def id(self):
        """The full name of the test."""
        return f"{type(self).__module__}.{type(self).__qualname__}.{self._testMethodName}"

    def shortDescription(self):
        """The first line of the test's documentation."""
        text = getattr(self, self._testMethodName).__doc__
        return text.strip().split("\n")[0].strip() if text else None

    def __str__(self):
        return f"{self._testMethodName} ({self.id()})"

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} testMethod={self._testMethodName}>"

    def countTestCases(self):
        """One."""
        return 1

    def skipTest(self, reason):
        """Leaves the rest of the test out."""
        raise SkipTest(reason)

    def subTest(self, msg=None, **params):
        """A part of a test that may fail by itself."""
        return _SubTest(self, msg, params)

    def run(self, result=None):
        """Runs the test."""
        result = TestResult() if result is None else result
        method = getattr(self, self._testMethodName)
        result.startTest(self)
        self._result, self._failed = result, False
        for item in (type(self), method):
            if getattr(item, "__unittest_skip__", False):
                result._skip(self, item.__unittest_skip_why__)
                return result
        expects = getattr(method, "__unittest_expecting_failure__", False)
        try:
            try:
                self.setUp()
                try:
                    method()
                finally:
                    self.tearDown()
            finally:
                self.doCleanups()
        except SkipTest as skipped:
            result._skip(self, str(skipped))
        except KeyboardInterrupt:
            raise
        except Exception as error:
            if expects:
                result._note("x", "expected failure")
                result.expectedFailures.append((self, ""))
            else:
                result._add(self, error)
        else:
            if expects:
                result._note("u", "unexpected success")
                result.unexpectedSuccesses.append(self)
            elif not self._failed:
                result._note(".", "ok")
        return result

    __call__ = run

    def _text(self, message, standard):
        if not self.longMessage:
            return message or standard
        return standard if message is None else f"{standard} : {message}"

    def fail(self, msg=None):
        """Fails."""
        raise self.failureException(msg)

    def _check(self, holds, message, standard):
        if not holds:
            raise self.failureException(self._text(message, standard))

    def assertTrue(self, expr, msg=None):
        """Fails unless something is true."""
        self._check(expr, msg, f"{expr!r} is not true")

    def assertFalse(self, expr, msg=None):
        """Fails unless something is false."""
        self._check(not expr, msg, f"{expr!r} is not false")

    def assertEqual(self, first, second, msg=None):
        """Fails unless two values are equal."""
        own = self._equalities.get(type(first)) if type(first) is type(second) else None
        if own is not None:
            (getattr(self, own) if isinstance(own, str) else own)(first, second, msg=msg)
            return
        if first == second:
            return
        standard = f"{first!r} != {second!r}"
        if type(first) is type(second) and type(first) in (list, tuple, dict, str, set, frozenset):
            standard = _difference(first, second)
        raise self.failureException(self._text(msg, standard))

    assertListEqual = assertTupleEqual = assertDictEqual = assertSetEqual = assertMultiLineEqual = assertEqual

    def assertSequenceEqual(self, first, second, msg=None, seq_type=None):
        """Fails unless two sequences have the same items in the same order."""
        for value, place in ((first, "First"), (second, "Second")):
            if seq_type is not None and not isinstance(value, seq_type):
                raise self.failureException(f"{place} sequence is not a {seq_type.__name__}: {value!r}")
        if len(first) != len(second) or any([a is not b and a != b for a, b in zip(first, second)]):
            self.fail(self._text(msg, f"Sequences differ: {first!r} != {second!r}"))

    def assertDictContainsSubset(self, subset, dictionary, msg=None):
        """Fails unless a dictionary has all the items of another."""
        missing = [key for key in subset if key not in dictionary]
        wrong = [key for key in subset if key in dictionary and subset[key] != dictionary[key]]
        self._check(not missing and not wrong, msg, f"Missing: {missing!r}; Mismatched values: {wrong!r}")

    def assertNotEqual(self, first, second, msg=None):
        """Fails if two values are equal."""
        self._check(first != second, msg, f"{first!r} == {second!r}")

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """Fails unless two numbers are nearly equal."""
        if first == second:
            return
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        diff = abs(first - second)
        if delta is not None:
            self._check(diff <= delta, msg, f"{first!r} != {second!r} within {delta!r} delta"
                        f" ({diff!r} difference)")
        else:
            places = 7 if places is None else places
            self._check(round(diff, places) == 0, msg, f"{first!r} != {second!r} within {places!r} places"
                        f" ({diff!r} difference)")

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        """Fails if two numbers are nearly equal."""
        diff = abs(first - second)
        if delta is not None:
            self._check(first != second and diff > delta, msg, f"{first!r} == {second!r} within"
                        f" {delta!r} delta ({diff!r} difference)")
        else:
            places = 7 if places is None else places
            self._check(first != second and round(diff, places) != 0, msg,
                        f"{first!r} == {second!r} within {places!r} places")

    def assertIs(self, expr1, expr2, msg=None):
        """Fails unless two names stand for one object."""
        self._check(expr1 is expr2, msg, f"{expr1!r} is not {expr2!r}")

    def assertIsNot(self, expr1, expr2, msg=None):
        """Fails if two names stand for one object."""
        self._check(expr1 is not expr2, msg, f"unexpectedly identical: {expr1!r}")

    def assertIsNone(self, obj, msg=None):
        """Fails unless something is None."""
        self._check(obj is None, msg, f"{obj!r} is not None")

    def assertIsNotNone(self, obj, msg=None):
        """Fails if something is None."""
        self._check(obj is not None, msg, "unexpectedly None")

    def assertIn(self, member, container, msg=None):
        """Fails unless a container has a value."""
        self._check(member in container, msg, f"{member!r} not found in {container!r}")

    def assertNotIn(self, member, container, msg=None):
        """Fails if a container has a value."""
        self._check(member not in container, msg, f"{member!r} unexpectedly found in {container!r}")

    def assertIsInstance(self, obj, cls, msg=None):
        """Fails unless an object is of a class."""
        self._check(isinstance(obj, cls), msg, f"{obj!r} is not an instance of {cls!r}")

    def assertNotIsInstance(self, obj, cls, msg=None):
        """Fails if an object is of a class."""
        self._check(not isinstance(obj, cls), msg, f"{obj!r} is an instance of {cls!r}")

    def assertLess(self, a, b, msg=None):
        """Fails unless a is less."""
        self._check(a < b, msg, f"{a!r} not less than {b!r}")

    def assertLessEqual(self, a, b, msg=None):
        """Fails unless a is at most b."""
        self._check(a <= b, msg, f"{a!r} not less than or equal to {b!r}")

    def assertGreater(self, a, b, msg=None):
        """Fails unless a is greater."""
        self._check(a > b, msg, f"{a!r} not greater than {b!r}")

    def assertGreaterEqual(self, a, b, msg=None):
        """Fails unless a is at least b."""
        self._check(a >= b, msg, f"{a!r} not greater than or equal to {b!r}")

    def assertCountEqual(self, first, second, msg=None):
        """Fails unless two sequences have the same items, in any order."""
        rest = list(second)
        for item in first:
            if item not in rest:
                break
            rest.remove(item)
        else:
            if not rest:
                return
        raise self.failureException(self._text(msg, f"Element counts were not equal:\n{first!r}\n{second!r}"))

    def assertRegex(self, text, expected_regex, msg=None):
        """Fails unless an expression is found in a text."""
        pattern = expected_regex if isinstance(expected_regex, (str, bytes)) else expected_regex.pattern
        self._check(_search(expected_regex, text), msg, f"Regex didn't match: {pattern!r} not found in {text!r}")

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        """Fails if an expression is found in a text."""
        found = _search(unexpected_regex, text)
        if found:
            pattern = unexpected_regex if isinstance(unexpected_regex, (str, bytes)) else unexpected_regex.pattern
            self.fail(self._text(msg, f"Regex matched: {found.group()!r} matches {pattern!r} in {text!r}"))

    def _expect(self, context, args, kwargs):
        """Enters a context for the block that follows, or calls a function in it."""
        if not args:
            return context
        context.called = args[0]
        with context:
            args[0](*args[1:], **kwargs)
        return None

    def assertRaises(self, expected_exception, *args, **kwargs):
        """Fails unless an exception is raised: by the block that follows, or by a call."""
        return self._expect(_Raises(self, expected_exception), args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        """Fails unless an exception with a text is raised."""
        return self._expect(_Raises(self, expected_exception, expected_regex), args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        """Fails unless a warning is sent: by the block that follows, or by a call."""
        return self._expect(_Warns(self, expected_warning), args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        """Fails unless a warning with a text is sent."""
        return self._expect(_Warns(self, expected_warning, expected_regex), args, kwargs)

    def assertLogs(self, logger=None, level=None):
        """Fails unless the block that follows logs something."""
        return _Logs(self, logger, level, False)

    def assertNoLogs(self, logger=None, level=None):
        """Fails if the block that follows logs something."""
        return _Logs(self, logger, level, True)

    assertEquals, assertNotEquals, assert_ = assertEqual, assertNotEqual, assertTrue
    assertAlmostEquals, assertRaisesRegexp, assertRegexpMatches = assertAlmostEqual, assertRaisesRegex, assertRegex


def _difference(first, second):
    """What two containers or texts differ in."""
    standard = f"{first!r} != {second!r}"
    if isinstance(first, (list, tuple)):
        kind = "Lists" if isinstance(first, list) else "Tuples"
        lines = [f"{kind} differ: {first!r} != {second!r}", ""]
        for index, (a, b) in enumerate(zip(first, second)):
            if a != b:
                lines += [f"First differing element {index}:", repr(a), repr(b), ""]
                break
        if len(first) != len(second):
            longer, which = (first, "First") if len(first) > len(second) else (second, "Second")
            count = abs(len(first) - len(second))
            start = min(len(first), len(second))
            kind = kind[:-1].lower()
            lines += [f"{which} {kind} contains {count} additional elements.", f"First extra element {start}:",
                      repr(longer[start]), ""]
        return "\n".join(lines + [f"- {first!r}", f"+ {second!r}"])
    if isinstance(first, (set, frozenset)):
        lines = []
        for items, which in ((first - second, "first"), (second - first, "second")):
            if items:
                lines.append(f"Items in the {which} set but not the {'second' if which == 'first' else 'first'}:")
                lines += [repr(item) for item in items]
        return "\n".join(lines)
    return f"{standard}\n- {first!r}\n+ {second!r}" if isinstance(first, dict) else standard


class TestSuite:
    """Tests that are run together."""

    def __init__(self, tests=()):
        self._tests = list(tests)

    def addTest(self, test):
        """Adds a test."""
        self._tests.append(test)

    def addTests(self, tests):
        """Adds tests."""
        self._tests.extend(tests)

    def __iter__(self):
        return iter(self._tests)

    def countTestCases(self):
        """How many tests there are."""
        return sum([test.countTestCases() for test in self._tests])

    def run(self, result):
        """Runs the tests."""
        current = None
        for test in self._tests:
            if isinstance(test, TestCase) and type(test) is not current:
                if current is not None:
                    current.tearDownClass()
                    current.doClassCleanups()
                current = type(test)
                current.setUpClass()
            test.run(result)
        if current is not None:
            current.tearDownClass()
            current.doClassCleanups()
        return result


class TestLoader:
    """Finds tests."""

    def loadTestsFromTestCase(self, testCaseClass):
        """The tests of a class."""
        return TestSuite([testCaseClass(name) for name in self.getTestCaseNames(testCaseClass)])

    def getTestCaseNames(self, testCaseClass):
        """The names of the tests of a class."""
        return sorted([name for name in dir(testCaseClass)
                       if name.startswith("test") and callable(getattr(testCaseClass, name))])

    def loadTestsFromModule(self, module):
        """The tests of a module."""
        return TestSuite([self.loadTestsFromTestCase(value) for name, value in sorted(vars(module).items())
                          if isinstance(value, type) and issubclass(value, TestCase) and value is not TestCase])


defaultTestLoader = TestLoader()


class TestResult:
    """What came of tests."""

    def __init__(self, stream=None, verbosity=1):
        self.failures, self.errors, self.skipped = [], [], []
        self.expectedFailures, self.unexpectedSuccesses = [], []
        self.testsRun, self._stream, self._verbosity = 0, stream, verbosity

    def startTest(self, test):
        """A test begins."""
        self.testsRun += 1
        if self._stream and self._verbosity > 1:
            about = test.shortDescription()
            self._stream.write(f"{test}{chr(10) + about if about else ''} ... ")

    def _note(self, sign, word):
        if self._stream:
            self._stream.write(word + "\n" if self._verbosity > 1 else sign if self._verbosity else "")

    def _skip(self, test, reason):
        self.skipped.append((test, reason))
        self._note("s", f"skipped {reason!r}")

    def _add(self, test, error, label=""):
        import traceback

        # The frames of this module say nothing about the program.
        own = f'  File "{sys.modules[__name__].__file__}"'
        lines, hidden = [], False
        text = "".join(traceback.format_exception(type(error), error, error.__traceback__))
        for line in text.splitlines(keepends=True):
            hidden = line.startswith(own) or hidden and line.startswith("    ")
            if not hidden:
                lines.append(line)
        name = f"{test} {label}" if label else str(test)
        failed = isinstance(error, test.failureException)
        word = "FAIL" if failed else "ERROR"
        if self._stream and label and self._verbosity > 1:
            self._stream.write(f"\n  {name} ... ")
        self._note("F" if failed else "E", word)
        about = test.shortDescription()
        (self.failures if failed else self.errors).append(
            (f"{name}\n{about}" if about else name, "".join(lines)))

    def wasSuccessful(self):
        """Whether nothing failed."""
        return not (self.failures or self.errors or self.unexpectedSuccesses)

    def __repr__(self):
        kind = "unittest.runner.TextTestResult" if self._stream else "unittest.result.TestResult"
        return f"<{kind} run={self.testsRun} errors={len(self.errors)} failures={len(self.failures)}>"


class TextTestRunner:
    """Runs tests and says what came of them."""

    def __init__(self, stream=None, descriptions=True, verbosity=1, **options):
        self.stream, self.verbosity = sys.stderr if stream is None else stream, verbosity

    def run(self, test):
        """Runs tests."""
        import time

        start = time.perf_counter()
        result = TestResult(self.stream, self.verbosity)
        test.run(result)
        taken = time.perf_counter() - start
        write = self.stream.write
        if self.verbosity:
            write("\n")
        for kind, found in (("ERROR", result.errors), ("FAIL", result.failures)):
            for name, text in found:
                write(f"{'=' * 70}\n{kind}: {name}\n{'-' * 70}\n{text}\n")
        write(f"{'-' * 70}\nRan {result.testsRun} test{'' if result.testsRun == 1 else 's'} in {taken:.3f}s\n\n")
        parts = [f"{name}={len(found)}" for name, found in (
            ("failures", result.failures), ("errors", result.errors), ("skipped", result.skipped),
            ("expected failures", result.expectedFailures),
            ("unexpected successes", result.unexpectedSuccesses)) if found]
        write("OK" if result.wasSuccessful() else "FAILED")
        write(f" ({', '.join(parts)})\n" if parts else "\n")
        return result


def main(module="__main__", argv=None, exit=True, verbosity=1, **options):
    """Runs the tests of the program."""
    argv = sys.argv if argv is None else argv
    if "-v" in argv or "--verbose" in argv:
        verbosity = 2
    loaded = sys.modules[module] if isinstance(module, str) else module
    chosen = [word for word in argv[1:] if not word.startswith("-")]
    if chosen:
        suite = TestSuite()
        for name in chosen:
            first, _, method = name.partition(".")
            cls = getattr(loaded, first)
            suite.addTest(cls(method) if method else defaultTestLoader.loadTestsFromTestCase(cls))
    else:
        suite = defaultTestLoader.loadTestsFromModule(loaded)
    result = TextTestRunner(verbosity=verbosity).run(suite)
    if exit:
        sys.exit(not result.wasSuccessful())
    return result
