// The texts of Modules/*.py, put into the binary as they are. To add a module: its file, its text, its row in the table.
#include "PythonModules.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char collections_text[] = {
#embed "Modules/collections/__init__.py"
};
static const unsigned char collections_abc_text[] = {
#embed "Modules/collections/abc.py"
};
static const unsigned char collections_derived_text[] = {
#embed "Modules/collections/_derived.py"
};
static const unsigned char weakref_text[] = {
#embed "Modules/weakref.py"
};
static const unsigned char array_text[] = {
#embed "Modules/array.py"
};
static const unsigned char functools_text[] = {
#embed "Modules/functools.py"
};
static const unsigned char future_text[] = {
#embed "Modules/__future__.py"
};
static const unsigned char codecs_text[] = {
#embed "Modules/codecs.py"
};
static const unsigned char errno_text[] = {
#embed "Modules/errno.py"
};
static const unsigned char stat_text[] = {
#embed "Modules/stat.py"
};
static const unsigned char heapq_text[] = {
#embed "Modules/heapq.py"
};
static const unsigned char random_text[] = {
#embed "Modules/random.py"
};
static const unsigned char strptime_text[] = {
#embed "Modules/_strptime.py"
};
static const unsigned char abc_text[] = {
#embed "Modules/abc.py"
};
static const unsigned char argparse_text[] = {
#embed "Modules/argparse.py"
};
static const unsigned char base64_text[] = {
#embed "Modules/base64.py"
};
static const unsigned char calendar_text[] = {
#embed "Modules/calendar.py"
};
static const unsigned char contextlib_text[] = {
#embed "Modules/contextlib.py"
};
static const unsigned char copyreg_text[] = {
#embed "Modules/copyreg.py"
};
static const unsigned char copy_text[] = {
#embed "Modules/copy.py"
};
static const unsigned char csv_text[] = {
#embed "Modules/csv.py"
};
static const unsigned char dataclasses_text[] = {
#embed "Modules/dataclasses.py"
};
static const unsigned char datetime_text[] = {
#embed "Modules/datetime.py"
};
static const unsigned char enum_text[] = {
#embed "Modules/enum.py"
};
static const unsigned char fnmatch_text[] = {
#embed "Modules/fnmatch.py"
};
static const unsigned char fractions_text[] = {
#embed "Modules/fractions.py"
};
static const unsigned char gc_text[] = {
#embed "Modules/gc.py"
};
static const unsigned char glob_text[] = {
#embed "Modules/glob.py"
};
static const unsigned char gzip_text[] = {
#embed "Modules/gzip.py"
};
static const unsigned char hashlib_text[] = {
#embed "Modules/hashlib.py"
};
static const unsigned char inspect_text[] = {
#embed "Modules/inspect.py"
};
static const unsigned char json_text[] = {
#embed "Modules/json/__init__.py"
};
static const unsigned char json_decoder_text[] = {
#embed "Modules/json/decoder.py"
};
static const unsigned char json_encoder_text[] = {
#embed "Modules/json/encoder.py"
};
static const unsigned char keyword_text[] = {
#embed "Modules/keyword.py"
};
static const unsigned char logging_text[] = {
#embed "Modules/logging.py"
};
static const unsigned char numbers_text[] = {
#embed "Modules/numbers.py"
};
static const unsigned char os_text[] = {
#embed "Modules/os.py"
};
static const unsigned char pathlib_text[] = {
#embed "Modules/pathlib.py"
};
static const unsigned char platform_text[] = {
#embed "Modules/platform.py"
};
static const unsigned char posixpath_text[] = {
#embed "Modules/posixpath.py"
};
static const unsigned char pprint_text[] = {
#embed "Modules/pprint.py"
};
static const unsigned char re_text[] = {
#embed "Modules/re.py"
};
static const unsigned char shutil_text[] = {
#embed "Modules/shutil.py"
};
static const unsigned char statistics_text[] = {
#embed "Modules/statistics.py"
};
static const unsigned char string_text[] = {
#embed "Modules/string.py"
};
static const unsigned char struct_text[] = {
#embed "Modules/struct.py"
};
static const unsigned char tempfile_text[] = {
#embed "Modules/tempfile.py"
};
static const unsigned char textwrap_text[] = {
#embed "Modules/textwrap.py"
};
static const unsigned char timeit_text[] = {
#embed "Modules/timeit.py"
};
static const unsigned char matplotlib_text[] = {
#embed "Modules/matplotlib/__init__.py"
};
static const unsigned char matplotlib_axes_text[] = {
#embed "Modules/matplotlib/axes.py"
};
static const unsigned char matplotlib_colors_text[] = {
#embed "Modules/matplotlib/colors.py"
};
static const unsigned char matplotlib_pyplot_text[] = {
#embed "Modules/matplotlib/pyplot.py"
};
static const unsigned char torch_lr_scheduler_text[] = {
#embed "Modules/torch/optim/lr_scheduler.py"
};
static const unsigned char torch_data_text[] = {
#embed "Modules/torch/utils/data/__init__.py"
};
static const unsigned char torch_data_parts_text[] = {
#embed "Modules/torch/utils/data/_utils/__init__.py"
};
static const unsigned char torch_data_collate_text[] = {
#embed "Modules/torch/utils/data/_utils/collate.py"
};
static const unsigned char torch_data_worker_text[] = {
#embed "Modules/torch/utils/data/_utils/worker.py"
};
static const unsigned char torch_data_dataloader_text[] = {
#embed "Modules/torch/utils/data/dataloader.py"
};
static const unsigned char torch_data_dataset_text[] = {
#embed "Modules/torch/utils/data/dataset.py"
};
static const unsigned char torch_data_sampler_text[] = {
#embed "Modules/torch/utils/data/sampler.py"
};
static const unsigned char torch_hooks_text[] = {
#embed "Modules/torch/utils/hooks.py"
};
static const unsigned char tqdm_text[] = {
#embed "Modules/tqdm/__init__.py"
};
static const unsigned char tqdm_auto_text[] = {
#embed "Modules/tqdm/auto.py"
};
static const unsigned char tqdm_autonotebook_text[] = {
#embed "Modules/tqdm/autonotebook.py"
};
static const unsigned char tqdm_notebook_text[] = {
#embed "Modules/tqdm/notebook.py"
};
static const unsigned char tqdm_std_text[] = {
#embed "Modules/tqdm/std.py"
};
static const unsigned char traceback_text[] = {
#embed "Modules/traceback.py"
};
static const unsigned char types_text[] = {
#embed "Modules/types.py"
};
static const unsigned char typing_text[] = {
#embed "Modules/typing.py"
};
static const unsigned char typing_extensions_text[] = {
#embed "Modules/typing_extensions.py"
};
static const unsigned char unittest_text[] = {
#embed "Modules/unittest.py"
};
static const unsigned char warnings_text[] = {
#embed "Modules/warnings.py"
};

#define MODULE(name, text) { name, text, sizeof text, 0 }
#define PACKAGE(name, text) { name, text, sizeof text, 1 }

static const struct python_module modules[] = {
    MODULE("__future__", future_text),
    MODULE("_strptime", strptime_text),
    MODULE("abc", abc_text),
    MODULE("argparse", argparse_text),
    MODULE("base64", base64_text),
    MODULE("calendar", calendar_text),
    PACKAGE("collections", collections_text),
    MODULE("collections._derived", collections_derived_text),
    MODULE("collections.abc", collections_abc_text),
    MODULE("contextlib", contextlib_text),
    MODULE("copy", copy_text),
    MODULE("copyreg", copyreg_text),
    MODULE("csv", csv_text),
    MODULE("dataclasses", dataclasses_text),
    MODULE("datetime", datetime_text),
    MODULE("enum", enum_text),
    MODULE("fnmatch", fnmatch_text),
    MODULE("fractions", fractions_text),
    MODULE("functools", functools_text),
    MODULE("gc", gc_text),
    MODULE("glob", glob_text),
    MODULE("gzip", gzip_text),
    MODULE("hashlib", hashlib_text),
    MODULE("codecs", codecs_text),
    MODULE("errno", errno_text),
    MODULE("stat", stat_text),
    MODULE("heapq", heapq_text),
    MODULE("inspect", inspect_text),
    PACKAGE("json", json_text),
    MODULE("json.decoder", json_decoder_text),
    MODULE("json.encoder", json_encoder_text),
    MODULE("keyword", keyword_text),
    MODULE("logging", logging_text),
    MODULE("numbers", numbers_text),
    MODULE("os", os_text),
    MODULE("pathlib", pathlib_text),
    MODULE("platform", platform_text),
    MODULE("posixpath", posixpath_text),
    MODULE("pprint", pprint_text),
    MODULE("random", random_text),
    MODULE("re", re_text),
    MODULE("shutil", shutil_text),
    MODULE("statistics", statistics_text),
    MODULE("string", string_text),
    MODULE("struct", struct_text),
    MODULE("tempfile", tempfile_text),
    MODULE("textwrap", textwrap_text),
    MODULE("timeit", timeit_text),
    PACKAGE("matplotlib", matplotlib_text),
    MODULE("matplotlib.axes", matplotlib_axes_text),
    MODULE("matplotlib.colors", matplotlib_colors_text),
    MODULE("matplotlib.pyplot", matplotlib_pyplot_text),
    MODULE("torch.optim.lr_scheduler", torch_lr_scheduler_text),
    PACKAGE("torch.utils.data", torch_data_text),
    PACKAGE("torch.utils.data._utils", torch_data_parts_text),
    MODULE("torch.utils.data._utils.collate", torch_data_collate_text),
    MODULE("torch.utils.data._utils.worker", torch_data_worker_text),
    MODULE("torch.utils.data.dataloader", torch_data_dataloader_text),
    MODULE("torch.utils.data.dataset", torch_data_dataset_text),
    MODULE("torch.utils.data.sampler", torch_data_sampler_text),
    MODULE("torch.utils.hooks", torch_hooks_text),
    PACKAGE("tqdm", tqdm_text),
    MODULE("tqdm.auto", tqdm_auto_text),
    MODULE("tqdm.autonotebook", tqdm_autonotebook_text),
    MODULE("tqdm.notebook", tqdm_notebook_text),
    MODULE("tqdm.std", tqdm_std_text),
    MODULE("traceback", traceback_text),
    MODULE("types", types_text),
    MODULE("typing", typing_text),
    MODULE("typing_extensions", typing_extensions_text),
    MODULE("unittest", unittest_text),
    MODULE("warnings", warnings_text),
    MODULE("array", array_text),
    MODULE("weakref", weakref_text),
    { 0, 0, 0, 0 },
};

const struct python_module *first_python_module(void) { return modules; }
