// The lessons, put into the binary as they are. To add a lesson: its file, its text, its row in the table.
#include "LessonTexts.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char text_01[] = {
#embed "../../lessons/01-linear-layer.py"
};
static const unsigned char text_02[] = {
#embed "../../lessons/02-many-neurons.py"
};
static const unsigned char text_03[] = {
#embed "../../lessons/03-shape-errors.py"
};
static const unsigned char text_04[] = {
#embed "../../lessons/04-backward.py"
};
static const unsigned char text_05[] = {
#embed "../../lessons/05-step.py"
};
static const unsigned char text_06[] = {
#embed "../../lessons/06-parameters.py"
};
static const unsigned char text_07[] = {
#embed "../../lessons/07-activations.py"
};
static const unsigned char text_08[] = {
#embed "../../lessons/08-modules.py"
};
static const unsigned char text_09[] = {
#embed "../../lessons/09-initialisation.py"
};
static const unsigned char text_10[] = {
#embed "../../lessons/10-regression.py"
};
static const unsigned char text_11[] = {
#embed "../../lessons/11-classification.py"
};
static const unsigned char text_12[] = {
#embed "../../lessons/12-cost.py"
};
static const unsigned char text_13[] = {
#embed "../../lessons/13-autograd-from-scratch.py"
};

#define LESSON(name, text) { name, text, sizeof text }

static const struct lesson_text lessons[] = {
    LESSON("01-linear-layer", text_01),
    LESSON("02-many-neurons", text_02),
    LESSON("03-shape-errors", text_03),
    LESSON("04-backward", text_04),
    LESSON("05-step", text_05),
    LESSON("06-parameters", text_06),
    LESSON("07-activations", text_07),
    LESSON("08-modules", text_08),
    LESSON("09-initialisation", text_09),
    LESSON("10-regression", text_10),
    LESSON("11-classification", text_11),
    LESSON("12-cost", text_12),
    LESSON("13-autograd-from-scratch", text_13),
    { 0, 0, 0 },
};

const struct lesson_text *first_lesson_text(void) { return lessons; }
