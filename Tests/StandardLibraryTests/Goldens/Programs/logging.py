#--- levels and formats
import logging, sys
logging.basicConfig(stream=sys.stdout, level=logging.INFO, format="%(levelname)s %(name)s %(filename)s:%(lineno)d %(funcName)s %(message)s")
log = logging.getLogger("app.part")
log.debug("unseen")
log.info("epoch %d loss %.3f", 3, 0.12345)
log.warning("%(a)s and %(b)s", {"a": 1, "b": 2})
def work():
    logging.error("from a function")
    log.critical("bad")
work()
log.log(25, "between")
print(log, logging.getLogger(), log.parent, logging.getLogger("app") is log.parent, log.getEffectiveLevel(), log.isEnabledFor(10), logging.getLevelName(30), logging.getLevelName("ERROR"), logging.getLevelName(33))
logging.getLogger("app").setLevel("ERROR")
log.warning("now unseen")
logging.disable(logging.CRITICAL)
log.error("unseen too")
#--- handlers
import logging, sys
log = logging.getLogger("x")
log.setLevel(logging.DEBUG)
h = logging.StreamHandler(sys.stdout)
h.setFormatter(logging.Formatter("{levelname:>8}|{message}", style="{"))
h.setLevel(logging.WARNING)
log.addHandler(h)
log.propagate = False
log.info("no")
log.warning("yes")
class Collect(logging.Handler):
    def __init__(self):
        super().__init__()
        self.texts = []
    def emit(self, record):
        self.texts.append((record.levelname, record.getMessage()))
c = Collect()
log.addHandler(c)
log.debug("a %s", "b")
log.addFilter(lambda record: "secret" not in record.getMessage())
log.warning("secret")
log.warning("open", extra={"more": 1})
print(c.texts, h, logging.NullHandler())
log.removeHandler(h)
log.removeHandler(c)
for bad in (lambda: log.setLevel("LOUD"), lambda: log.log("x", "y"), lambda: logging.Formatter("x"), lambda: logging.getLogger(3), lambda: log.info("x", extra={"message": 1})):
    try:
        bad()
    except Exception as e:
        print(type(e).__name__, e)
