extension Grammar {
    /// What people write instead, with CPython's words for it. Tried only on a program known to be wrong.
    ///
    /// `at a`, `range a b`, `from a` (to the last token), `last` (the last token) say where the words go; `%e` names the
    /// kind of expression a, `%l` its line, `%s` its text. The other actions are named in ``Action``. The last two rules
    /// are tried even before a program is known to be wrong, as CPython does.
    static let mistakes = """
        invalid_arguments
          ({positional_argument} ',' kwargs | kwargs) ',' a='*' => at a: iterable argument unpacking follows keyword argument unpacking
          a:expression b=for_if_clauses ',' (args | expression for_if_clauses)? => generator a b
          a=NAME b='=' expression for_if_clauses => range a b: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
          a=args b=for_if_clauses => generatorInCall a b
          args ',' a:expression b=for_if_clauses => generator a b
          a=args ',' args => positional a
        invalid_kwarg
          a=('True' | 'False' | 'None') b='=' => range a b: cannot assign to %s
          a=NAME b='=' expression for_if_clauses => range a b: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
          !(NAME '=') a:expression b='=' => range a b: expression cannot contain assignment, perhaps you meant "=="?

        expression_without_invalid
          disjunction 'if' disjunction 'else' expression
          disjunction
          lambdef
        invalid_legacy_expression
          a=NAME !'(' b:star_expressions => legacy a b
        invalid_expression
          !(NAME STRING | SOFT_KEYWORD) a:disjunction b:expression_without_invalid => comma a b
          a:disjunction 'if' b:disjunction !('else' | ':') => range a b: expected 'else' after 'if' expression
        invalid_named_expression*
          a:expression ':=' expression => at a: cannot use assignment expressions with %e
          a=NAME '=' b:bitwise_or !('=' | ':=') => range a b: invalid syntax. Maybe you meant '==' or ':=' instead of '='?
          !(list | tuple | genexp | 'True' | 'None' | 'False') a:bitwise_or '=' bitwise_or !('=' | ':=') => at a: cannot assign to %e here. Maybe you meant '==' instead of '='?
        invalid_assignment
          a:invalid_ann_assign_target ':' expression => at a: only single target (not %e) can be annotated
          a:star_named_expression ',' star_named_expressions* ':' expression => at a: only single target (not tuple) can be annotated
          a:expression ':' expression => at a: illegal target for annotation
          (star_targets '=')* a:star_expressions '=' => starTarget a
          (star_targets '=')* a:yield_expr '=' => at a: assignment to yield expression not possible
          a:star_expressions augassign (yield_expr | star_expressions) => at a: '%e' is an illegal expression for augmented assignment
        invalid_ann_assign_target
          list
          tuple
          '(' invalid_ann_assign_target ')'
        invalid_del_stmt
          'del' a:star_expressions => delTarget a
        invalid_block
          NEWLINE !INDENT => indent: expected an indented block
        invalid_comprehension
          ('[' | '(' | '{') a:starred_expression for_if_clauses => at a: iterable unpacking cannot be used in comprehension
          ('[' | '{') a:star_named_expression ',' b:star_named_expressions for_if_clauses => targets a b
          ('[' | '{') a:star_named_expression b=',' for_if_clauses => targets a b
        invalid_dict_comprehension
          '{' a='**' bitwise_or for_if_clauses '}' => at a: dict unpacking cannot be used in dict comprehension

        invalid_parameters
          param_no_default* invalid_parameters_helper a=param_no_default => parameter a: non-default argument follows default argument
          param_no_default* a='(' param_no_default+ ','? b=')' => range a b: Function parameters cannot be parenthesized
          a='/' ',' => at a: at least one argument must precede /
          (slash_no_default | slash_with_default) param_maybe_default* a='/' => at a: / may appear only once
          (slash_no_default | slash_with_default)? param_maybe_default* '*' (',' | param_no_default) param_maybe_default* a='/' => at a: / must be ahead of *
          param_maybe_default+ '/' a='*' => at a: expected comma between / and *
        invalid_default
          a='=' &(')' | ',') => at a: expected default value expression
        invalid_star_etc
          a='*' (')' | ',' (')' | '**')) => at a: named arguments must follow bare *
          '*' param a='=' => at a: var-positional argument cannot have default value
          '*' (param_no_default | ',') param_maybe_default* a='*' (param_no_default | ',') => at a: * argument may appear only once
        invalid_kwds
          '**' param a='=' => at a: var-keyword argument cannot have default value
          '**' param ',' a=param => at a: arguments cannot follow var-keyword argument
          '**' param ',' a=('*' | '**' | '/') => at a: arguments cannot follow var-keyword argument
        invalid_parameters_helper
          slash_with_default
          param_with_default+
        invalid_lambda_parameters
          lambda_param_no_default* invalid_lambda_parameters_helper a=lambda_param_no_default => parameter a: non-default argument follows default argument
          lambda_param_no_default* a='(' {NAME} ','? b=')' => range a b: Lambda expression parameters cannot be parenthesized
          a='/' ',' => at a: at least one argument must precede /
          (lambda_slash_no_default | lambda_slash_with_default) lambda_param_maybe_default* a='/' => at a: / may appear only once
          (lambda_slash_no_default | lambda_slash_with_default)? lambda_param_maybe_default* '*' (',' | lambda_param_no_default) lambda_param_maybe_default* a='/' => at a: / must be ahead of *
          lambda_param_maybe_default+ '/' a='*' => at a: expected comma between / and *
        invalid_lambda_parameters_helper
          lambda_slash_with_default
          lambda_param_with_default+
        invalid_lambda_star_etc
          '*' (':' | ',' (':' | '**')) => last: named arguments must follow bare *
          '*' NAME a='=' => at a: var-positional argument cannot have default value
          '*' (lambda_param_no_default | ',') lambda_param_maybe_default* a='*' (lambda_param_no_default | ',') => at a: * argument may appear only once
        invalid_lambda_kwds
          '**' NAME a='=' => at a: var-keyword argument cannot have default value
          '**' NAME ',' a=NAME => at a: arguments cannot follow var-keyword argument
          '**' NAME ',' a=('*' | '**' | '/') => at a: arguments cannot follow var-keyword argument

        invalid_with_item
          expression 'as' a:expression &(',' | ')' | ':') => starTarget a
        invalid_for_target
          'for' a:star_expressions => forTarget a
        invalid_group
          '(' a:starred_expression ')' => at a: cannot use starred expression here
          '(' a='**' expression ')' => at a: cannot use double starred expression here
        invalid_import_from_targets
          import_from_as_names ',' NEWLINE => last: trailing comma not allowed without surrounding parentheses
        invalid_with_stmt
          'with' {with_context} NEWLINE => last: expected ':'
          'with' '(' {with_contexts} ','? ')' NEWLINE => last: expected ':'
        with_context
          expression ('as' star_target)?
        with_contexts
          expressions ('as' star_target)?
        invalid_with_stmt_indent
          a='with' {with_context} ':' NEWLINE !INDENT => indent a: expected an indented block after 'with' statement on line %l
          a='with' '(' {with_contexts} ','? ')' ':' NEWLINE !INDENT => indent a: expected an indented block after 'with' statement on line %l
        invalid_try_stmt
          a='try' ':' NEWLINE !INDENT => indent a: expected an indented block after 'try' statement on line %l
          'try' ':' block !('except' | 'finally') => last: expected 'except' or 'finally' block
          'try' ':' block* except_block+ a='except' b='*' expression ('as' NAME)? ':' => range a b: cannot have both 'except' and 'except*' on the same 'try'
          'try' ':' block* except_star_block+ a='except' (expression ('as' NAME)?)? ':' => at a: cannot have both 'except' and 'except*' on the same 'try'
        invalid_except_stmt
          'except' '*'? a:expression ',' expressions ('as' NAME)? ':' => from a: multiple exception types must be parenthesized
          'except' '*'? expression ('as' NAME)? NEWLINE => last: expected ':'
          'except' NEWLINE => last: expected ':'
          'except' '*' (NEWLINE | ':') => last: expected one or more exception types
        invalid_finally_stmt
          a='finally' ':' NEWLINE !INDENT => indent a: expected an indented block after 'finally' statement on line %l
        invalid_except_stmt_indent
          a='except' expression ('as' NAME)? ':' NEWLINE !INDENT => indent a: expected an indented block after 'except' statement on line %l
          a='except' ':' NEWLINE !INDENT => indent a: expected an indented block after 'except' statement on line %l
        invalid_except_star_stmt_indent
          a='except' '*' expression ('as' NAME)? ':' NEWLINE !INDENT => indent a: expected an indented block after 'except*' statement on line %l
        invalid_match_stmt
          "match" subject_expr NEWLINE => last: expected ':'
          a="match" subject_expr ':' NEWLINE !INDENT => indent a: expected an indented block after 'match' statement on line %l
        invalid_case_block
          "case" patterns guard? NEWLINE => last: expected ':'
          a="case" patterns guard? ':' NEWLINE !INDENT => indent a: expected an indented block after 'case' statement on line %l
        invalid_as_pattern
          or_pattern 'as' a="_" => at a: cannot use '_' as a target
          or_pattern 'as' !NAME a:expression => at a: invalid pattern target
        invalid_class_pattern
          name_or_attr '(' ({pattern} ',')? {keyword_pattern} ',' a={pattern} => at a: positional patterns follow keyword patterns
        invalid_if_stmt
          'if' named_expression NEWLINE => last: expected ':'
          a='if' named_expression ':' NEWLINE !INDENT => indent a: expected an indented block after 'if' statement on line %l
        invalid_elif_stmt
          'elif' named_expression NEWLINE => last: expected ':'
          a='elif' named_expression ':' NEWLINE !INDENT => indent a: expected an indented block after 'elif' statement on line %l
        invalid_else_stmt
          a='else' ':' NEWLINE !INDENT => indent a: expected an indented block after 'else' statement on line %l
        invalid_while_stmt
          'while' named_expression NEWLINE => last: expected ':'
          a='while' named_expression ':' NEWLINE !INDENT => indent a: expected an indented block after 'while' statement on line %l
        invalid_for_stmt
          'for' star_targets 'in' star_expressions NEWLINE => last: expected ':'
          a='for' star_targets 'in' star_expressions ':' NEWLINE !INDENT => indent a: expected an indented block after 'for' statement on line %l
        invalid_def_raw
          a='def' NAME '(' params? ')' ('->' expression)? ':' NEWLINE !INDENT => indent a: expected an indented block after function definition on line %l
        invalid_class_def_raw
          'class' NAME ('(' arguments? ')')? NEWLINE => last: expected ':'
          a='class' NAME ('(' arguments? ')')? ':' NEWLINE !INDENT => indent a: expected an indented block after class definition on line %l

        double_starred_kvpair_mistakes
          {double_starred_kvpair} ',' kvpair_mistakes
          expression ':' a='*' bitwise_or => from a: cannot use a starred expression in a dictionary value
          expression a=':' &('}' | ',') => at a: expression expected after dictionary key and ':'
        kvpair_mistakes
          a:expression !':' => key a
          expression ':' a='*' bitwise_or => from a: cannot use a starred expression in a dictionary value
          expression a=':' &('}' | ',') => at a: expression expected after dictionary key and ':'

        """
}
