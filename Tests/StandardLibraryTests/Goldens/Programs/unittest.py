#--- a test case
import io, re, sys, unittest
class T(unittest.TestCase):
    @classmethod
    def setUpClass(cls): print("class set up")
    def setUp(self): self.x = [1]
    def tearDown(self): self.x = None
    def test_equal(self): self.assertEqual(self.x, [1])
    def test_fails(self): self.assertEqual(1, 2, "numbers")
    def test_error(self):
        "about the error"
        1 / 0
    def test_raises(self):
        with self.assertRaises(ValueError) as c:
            int("x")
        self.assertIn("invalid", str(c.exception))
        self.assertRaises(TypeError, len, 3)
        with self.assertRaisesRegex(ValueError, "inv.*d"):
            int("x")
    @unittest.skip("later")
    def test_skipped(self): self.fail()
    @unittest.expectedFailure
    def test_expected(self): self.fail("yes")
    def test_sub(self):
        for i in range(3):
            with self.subTest(i=i):
                self.assertNotEqual(i, 1)
    def helper(self): pass
out = io.StringIO()
result = unittest.TextTestRunner(stream=out, verbosity=2).run(unittest.defaultTestLoader.loadTestsFromTestCase(T))
text = re.sub(r'File ".*?"', 'File "F"', re.sub(r"in [\d.]+s", "in Xs", out.getvalue()))
print("\n".join(line for line in text.splitlines() if "^" not in line and "self." not in line and not line.strip().startswith(("with ", "1 / 0"))))
print(result.wasSuccessful(), result.testsRun, len(result.failures), len(result.errors), result)
#--- what checks say
import unittest
class T(unittest.TestCase):
    def runTest(self): pass
t = T()
print(t, repr(t), t.id())
for check in (lambda: t.assertTrue(0), lambda: t.assertFalse([1]), lambda: t.assertEqual(1, 2), lambda: t.assertEqual("a", 1, "note"), lambda: t.assertNotEqual(1, 1), lambda: t.assertAlmostEqual(1, 1.1), lambda: t.assertAlmostEqual(1, 1.00001, places=7), lambda: t.assertAlmostEqual(1, 2, delta=0.5), lambda: t.assertIs([], []), lambda: t.assertIsNone(3), lambda: t.assertIsNotNone(None), lambda: t.assertIn(1, [2]), lambda: t.assertNotIn(1, [1]), lambda: t.assertIsInstance(1, str), lambda: t.assertNotIsInstance(1, int), lambda: t.assertLess(2, 1), lambda: t.assertLessEqual(2, 1), lambda: t.assertGreater(1, 2), lambda: t.assertGreaterEqual(1, 2), lambda: t.assertRaises(ValueError, int, "1"), lambda: t.fail("why"), lambda: t.assertAlmostEqual(1, 1.000000001), lambda: t.assertCountEqual([1, 2, 2], [2, 1, 2])):
    try:
        check()
        print("fine")
    except AssertionError as e:
        print(e)
