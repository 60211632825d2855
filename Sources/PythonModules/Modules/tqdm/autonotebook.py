"""The bars of `tqdm`: here they are the same everywhere."""

from tqdm import *
from tqdm import tnrange, tqdm_notebook
