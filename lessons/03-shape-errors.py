# %% [markdown]
# # Shape errors
# Sooner or later everyone sees "mat1 and mat2 shapes cannot be multiplied".
# The message says all one needs. Here you cause it, read it, and fix it in the
# layer, in the data, and between two layers.
#
# The broken lines stand in try/except, so that a script runs on past them.
# Type them without it to see the whole error, and then `why`.

# %% Start
import torch
from torch import nn, tensor
from torch.nn import Linear
generator = torch.manual_seed(0)

# %% 256 against 128
layer = Linear(256, 10)
data = torch.randn(32, 128)
try:
    layer(data)
except RuntimeError as error:
    print(error)

#> mat1 and mat2 shapes cannot be multiplied (32x128 and 256x10)

# %% [markdown]
# Read it from the left:
#
# - mat1 is what goes in: 32 examples of 128 features.
# - mat2 is the weight, already transposed: 256 inputs by 10 outputs.
# - (32x128 and 256x10): the two inner numbers, 128 and 256, differ.
#
# The layer expects 256 features; the data has 128.

# %% Check before you call
# The two numbers that must agree.
data.shape[-1], layer.in_features
#> (128, 256)
data.shape[-1] == layer.in_features
#> False
#: draw layer

# %% Exercise: fix the layer tags=["exercise"] id="layer"
# The data is right, the layer is not. Make `fixed`, a layer with 10 outputs
# that takes `data`.
#: hint Which of the two numbers in Linear(256, 10) is in the way?
#: hint data has 128 features, so in_features must be 128.
#: on-error "mat1 and mat2" -> Compare the two inner numbers of the message once more.
#: if fixed.out_features != 10 -> It should have 10 outputs.
### BEGIN SOLUTION
fixed = Linear(128, 10)
### END SOLUTION
assert fixed(data).shape == (32, 10), "fixed(data) should have the shape (32, 10)"

# %% Examples as columns
#: predict Linear(4, 2) gets a (4, 3) tensor: 3 examples, written as columns. What does the message say?
#: - (4x3 and 4x2)  *
#: - (4x3 and 2x4)
#: - nothing, it works
layer = Linear(4, 2)
columns = torch.randn(4, 3)
try:
    layer(columns)
except RuntimeError as error:
    print(error)

#> mat1 and mat2 shapes cannot be multiplied (4x3 and 4x2)

# %% Exercise: fix the data tags=["exercise"] id="rows"
# Here the layer is right. Make `rows` from `columns`, so that layer(rows)
# answers with one row for each of the three examples.
#: hint Rows and columns must change places.
#: hint A tensor has .T, and a method t(), for that.
#: if rows.shape == (3, 4) and not torch.equal(rows, columns.T) -> The shape is right, the numbers are not: transpose.
### BEGIN SOLUTION
rows = columns.T
### END SOLUTION
assert rows.shape == (3, 4), "rows should have the shape (3, 4): three examples, four features"
assert torch.equal(rows[0], columns[:, 0]), "the first row should be the first column of columns"

# %% Reshape is not transpose
# Both give (3, 2) here. Only one keeps each example together.
pairs = tensor([[1, 2, 3], [10, 20, 30]])
pairs.T
#> tensor([[ 1, 10],
#>         [ 2, 20],
#>         [ 3, 30]])
pairs.reshape(3, 2)
#> tensor([[ 1,  2],
#>         [ 3, 10],
#>         [20, 30]])

# %% The one shape that hides the mistake
# With as many examples as features, columns pass without a word, and the
# answers mean nothing. Know which axis is which; do not just try.
square = torch.randn(4, 4)
layer(square).shape, layer(square.T).shape
#> (torch.Size([4, 2]), torch.Size([4, 2]))
torch.allclose(layer(square), layer(square.T))
#> False

# %% Between two layers
one = Linear(20, 64)
two = Linear(32, 5)
x = torch.randn(7, 20)
try:
    two(one(x))
except RuntimeError as error:
    print(error)

#> mat1 and mat2 shapes cannot be multiplied (7x64 and 32x5)

# %% Who gave what
# The 7x64 is no input of yours: it is what the first layer answered.
one(x).shape
#> torch.Size([7, 64])
two.in_features
#> 32

# %% Exercise: fix the joint tags=["exercise"] id="joint"
# `one` stays. Give `two` a new layer with 5 outputs, so that two(one(x)) works.
#: hint out_features of the first is in_features of the second.
#: hint one answers with 64 features.
#: if two.in_features == 32 -> two still takes 32 features; one gives 64.
#: if one.out_features != 64 -> Leave one as it was: Linear(20, 64).
### BEGIN SOLUTION
two = Linear(64, 5)
### END SOLUTION
assert one.out_features == 64, "one should stay as it was, with 64 outputs"
assert two(one(x)).shape == (7, 5), "two(one(x)) should have the shape (7, 5)"

# %% [markdown]
# Do not "fix" an error by making a layer larger than its data. A weight for
# 512 inputs where 256 come in does not run; padding the data with zeros would
# run, and waste half of the weight's memory and time.

# %% Pictures are not rows yet
# Convolution layers, which look at pictures, answer with a stack of small
# pictures for each example: here 16 of them, 5 x 5 pixels each.
maps = torch.randn(8, 16, 5, 5)
head = Linear(400, 10)
try:
    head(maps)
except RuntimeError as error:
    print(error)

#> mat1 and mat2 shapes cannot be multiplied (640x5 and 400x10)

# %% [markdown]
# 640x5: the layer took the last axis for features, 5 of them, and all other
# axes for examples, 8 * 16 * 5 = 640. It should be 8 examples of 16 * 5 * 5 =
# 400 features each. `flatten` joins axes into one.

# %% Flatten
#: predict What does flatten() without a start do to the 8 examples?
#: - joins them, too: one row of 3200 numbers  *
#: - keeps them: (8, 400)
#: - it needs a start, so: an error
# flatten(start_dim=1) leaves axis 0, the examples, alone. nn.Flatten() does
# the same as a layer, and begins at axis 1 of its own accord.
maps.flatten().shape
#> torch.Size([3200])
maps.flatten(start_dim=1).shape
#> torch.Size([8, 400])
nn.Flatten()(maps).shape
#> torch.Size([8, 400])

# %% Exercise: pictures into a layer tags=["exercise"] id="flatten"
# Compute `scores`: what head answers to the eight examples in maps, one row of
# ten numbers for each.
#: hint Make rows of 400 numbers first, then call head.
#: hint flatten with start_dim=1, or nn.Flatten()
#: on-error "(1x3200" -> flatten() joined the examples, too. Start at axis 1.
#: on-error "mat1 and mat2" -> head wants rows of 400 numbers. Look at the shape that you give it.
### BEGIN SOLUTION
scores = head(maps.flatten(start_dim=1))
### END SOLUTION
assert scores.shape == (8, 10), "scores should have the shape (8, 10)"
assert torch.allclose(scores[0], head(maps[0].flatten())), "each row should come from one example"

# %% Other errors of this family: a wrong kind of number
# Whole numbers are not multiplied with a float weight. Write 1.0, or .float().
layer = Linear(2, 1)
try:
    layer(tensor([[1, 2]]))
except RuntimeError as error:
    print(error)

#> mat1 and mat2 must have the same dtype, but got Long and Float

# %% A mistake without an error
# A (3, 1) answer minus a (3,) target is stretched to (3, 3), and so is a loss.
# PyTorch's own losses warn about it, hand-written ones do not.
answer = torch.ones(3, 1)
target = tensor([1.0, 2.0, 3.0])
(answer - target).shape
#> torch.Size([3, 3])
#: heat answer - target

# %% Exercise: make the target fit tags=["exercise"] id="target"
# Make `column` from target, so that answer - column has the shape (3, 1).
#: hint It should have three rows of one number.
#: hint reshape, view and unsqueeze can all do it.
#: if column.shape == (1, 3) -> That is a row; it should be a column.
### BEGIN SOLUTION
column = target.reshape(3, 1)
### END SOLUTION
assert (answer - column).shape == (3, 1), "answer - column should have the shape (3, 1)"
assert torch.equal(column.flatten(), target), "column should still hold the target's numbers"

# %% A habit
# Asking for shapes is cheap. At the prompt, `shapes net(x)` follows them
# through every layer of a network.
net = nn.Sequential(nn.Flatten(), Linear(400, 64), nn.ReLU(), Linear(64, 10))
net(maps).shape
#> torch.Size([8, 10])
#: draw net
