extension Grammar {
    /// The language as ordered choices, in the order in which CPython's parser tries them: how far it looks decides where
    /// it says an error is.
    ///
    /// A rule's name, then an alternative a line. `'x'` token, `"x"` soft keyword, `?` `*` `+` repetition, `&` `!` look
    /// ahead, `{x}` x once or more with commas between, `~` no other alternative from here, `&&'x'` or complain,
    /// `a:x` remember an expression, `a=x` remember its tokens, `=>` what is wrong. A starred name: results are shared
    /// between readings with and without the rules for mistakes.
    static let rules = """
        file
          statement* ENDMARKER
        eval
          expressions NEWLINE* ENDMARKER
        fstring
          star_expressions

        statement
          compound_stmt
          simple_stmts
        statements
          statement+
        simple_stmts
          simple_stmt !';' NEWLINE
          simple_stmt (';' simple_stmt)* ';'? NEWLINE
        simple_stmt*
          assignment
          star_expressions
          &'return' 'return' star_expressions?
          &('import' | 'from') import_stmt
          &'raise' raise_stmt
          'pass'
          &'del' del_stmt
          &'yield' yield_expr
          &'assert' 'assert' expression (',' expression)?
          'break'
          'continue'
          &'global' 'global' {NAME}
          &'nonlocal' 'nonlocal' {NAME}
        compound_stmt
          &('def' | '@') function_def
          &'if' if_stmt
          &('class' | '@') class_def
          &'with' with_stmt
          &'for' for_stmt
          &'try' try_stmt
          &'while' while_stmt
          match_stmt

        assignment
          NAME ':' expression ('=' annotated_rhs)?
          ('(' single_target ')' | single_subscript_attribute_target) ':' expression ('=' annotated_rhs)?
          (star_targets '=')+ (yield_expr | star_expressions) !'='
          single_target augassign ~ (yield_expr | star_expressions)
          invalid_assignment
        annotated_rhs
          yield_expr
          star_expressions
        augassign
          '+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//='
        raise_stmt
          'raise' expression ('from' expression)?
          'raise'
        del_stmt
          'del' del_targets &(';' | NEWLINE)
          invalid_del_stmt
        import_stmt
          'import' {dotted_as_name}
          'from' ('.' | '...')* dotted_name 'import' import_from_targets
          'from' ('.' | '...')+ 'import' import_from_targets
        import_from_targets
          '(' import_from_as_names ','? ')'
          import_from_as_names !','
          '*'
          invalid_import_from_targets
        import_from_as_names
          {import_from_as_name}
        import_from_as_name
          NAME ('as' NAME)?
        dotted_as_name
          dotted_name ('as' NAME)?
        dotted_name
          NAME ('.' NAME)*

        block*
          NEWLINE INDENT statements DEDENT
          simple_stmts
          invalid_block
        decorators
          ('@' named_expression NEWLINE)+
        class_def
          decorators class_def_raw
          class_def_raw
        class_def_raw
          invalid_class_def_raw
          'class' NAME ('(' arguments? ')')? ':' block
        function_def
          decorators function_def_raw
          function_def_raw
        function_def_raw
          invalid_def_raw
          'def' NAME &&'(' params? ')' ('->' expression)? &&':' block
        params
          invalid_parameters
          parameters
        parameters
          slash_no_default param_no_default* param_with_default* star_etc?
          slash_with_default param_with_default* star_etc?
          param_no_default+ param_with_default* star_etc?
          param_with_default+ star_etc?
          star_etc
        slash_no_default
          param_no_default+ '/' ','
          param_no_default+ '/' &')'
        slash_with_default
          param_no_default* param_with_default+ '/' ','
          param_no_default* param_with_default+ '/' &')'
        star_etc
          invalid_star_etc
          '*' param_no_default param_maybe_default* kwds?
          '*' param_no_default_star_annotation param_maybe_default* kwds?
          '*' ',' param_maybe_default+ kwds?
          kwds
        kwds
          invalid_kwds
          '**' param_no_default
        param_no_default
          param ','
          param &')'
        param_no_default_star_annotation
          NAME ':' star_expression ','
          NAME ':' star_expression &')'
        param_with_default
          param default ','
          param default &')'
        param_maybe_default
          param default? ','
          param default? &')'
        param
          NAME (':' expression)?
        default
          '=' expression
          invalid_default

        if_stmt
          invalid_if_stmt
          'if' named_expression ':' block elif_stmt
          'if' named_expression ':' block else_block?
        elif_stmt
          invalid_elif_stmt
          'elif' named_expression ':' block elif_stmt
          'elif' named_expression ':' block else_block?
        else_block
          invalid_else_stmt
          'else' &&':' block
        while_stmt
          invalid_while_stmt
          'while' named_expression ':' block else_block?
        for_stmt
          invalid_for_stmt
          'for' star_targets 'in' ~ star_expressions ':' block else_block?
          invalid_for_target
        with_stmt
          invalid_with_stmt_indent
          'with' '(' {with_item} ','? ')' ':' block
          'with' {with_item} ':' block
          invalid_with_stmt
        with_item
          expression 'as' star_target &(',' | ')' | ':')
          invalid_with_item
          expression
        try_stmt
          invalid_try_stmt
          'try' &&':' block finally_block
          'try' &&':' block except_block+ else_block? finally_block?
          'try' &&':' block except_star_block+ else_block? finally_block?
        except_block
          invalid_except_stmt_indent
          'except' expression ('as' NAME)? ':' block
          'except' ':' block
          invalid_except_stmt
        except_star_block
          invalid_except_star_stmt_indent
          'except' '*' expression ('as' NAME)? ':' block
          invalid_except_stmt
        finally_block
          invalid_finally_stmt
          'finally' &&':' block

        match_stmt
          "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT
          invalid_match_stmt
        subject_expr
          star_named_expression ',' star_named_expressions?
          named_expression
        case_block
          invalid_case_block
          "case" patterns guard? ':' block
        guard
          'if' named_expression
        patterns
          open_sequence_pattern
          pattern
        pattern
          as_pattern
          or_pattern
        as_pattern
          or_pattern 'as' pattern_capture_target
          invalid_as_pattern
        or_pattern
          closed_pattern ('|' closed_pattern)*
        closed_pattern*
          literal_pattern
          pattern_capture_target
          "_"
          attr !('.' | '(' | '=')
          '(' pattern ')'
          sequence_pattern
          mapping_pattern
          class_pattern
        literal_pattern
          signed_number !('+' | '-')
          complex_number
          strings
          'None' | 'True' | 'False'
        complex_number
          signed_real_number ('+' | '-') imaginary_number
        signed_number
          NUMBER
          '-' NUMBER
        signed_real_number
          a=NUMBER => real a
          '-' a=NUMBER => real a
        imaginary_number
          a=NUMBER => imaginary a
        pattern_capture_target
          !"_" NAME !('.' | '(' | '=')
        attr
          NAME ('.' NAME)+
        name_or_attr
          NAME ('.' NAME)*
        sequence_pattern
          '[' maybe_sequence_pattern? ']'
          '(' open_sequence_pattern? ')'
        open_sequence_pattern
          maybe_star_pattern ',' maybe_sequence_pattern?
        maybe_sequence_pattern
          {maybe_star_pattern} ','?
        maybe_star_pattern
          star_pattern
          pattern
        star_pattern*
          '*' pattern_capture_target
          '*' "_"
        mapping_pattern
          '{' '}'
          '{' double_star_pattern ','? '}'
          '{' {key_value_pattern} ',' double_star_pattern ','? '}'
          '{' {key_value_pattern} ','? '}'
        key_value_pattern
          (literal_pattern | attr) ':' pattern
        double_star_pattern
          '**' pattern_capture_target
        class_pattern
          name_or_attr '(' ')'
          name_or_attr '(' {pattern} ','? ')'
          name_or_attr '(' {keyword_pattern} ','? ')'
          name_or_attr '(' {pattern} ',' {keyword_pattern} ','? ')'
          invalid_class_pattern
        keyword_pattern
          NAME '=' pattern

        expressions
          expression (',' expression)+ ','?
          expression ','
          expression
        expression*
          invalid_expression
          invalid_legacy_expression
          disjunction 'if' disjunction 'else' expression
          disjunction
          lambdef
        yield_expr
          'yield' 'from' expression
          'yield' star_expressions?
        star_expressions
          star_expression (',' star_expression)+ ','?
          star_expression ','
          star_expression
        star_expression*
          '*' bitwise_or
          expression
        star_named_expressions
          {star_named_expression} ','?
        star_named_expression
          '*' bitwise_or
          named_expression
        assignment_expression
          NAME ':=' ~ expression
        named_expression
          assignment_expression
          invalid_named_expression
          expression !':='
        disjunction*
          conjunction ('or' conjunction)*
        conjunction*
          inversion ('and' inversion)*
        inversion*
          'not' inversion
          comparison
        comparison
          bitwise_or comparison_tail*
        comparison_tail
          ('==' | '!=' | '<=' | '<' | '>=' | '>' | 'not' 'in' | 'in' | 'is' 'not' | 'is') bitwise_or
        bitwise_or*
          factor (operator factor)*
        operator
          '|' | '^' | '&' | '<<' | '>>' | '+' | '-' | '*' | '/' | '//' | '%' | '@'
        factor*
          ('+' | '-' | '~') factor
          await_primary '**' factor
          await_primary
        await_primary*
          'await' primary
          primary
        primary*
          atom ('.' NAME | genexp | '(' arguments? ')' | '[' slices ']')*
        slices
          slice !','
          (slice | starred_expression) (',' (slice | starred_expression))* ','?
        slice
          expression? ':' expression? (':' expression?)?
          named_expression
        atom
          NAME
          'True' | 'False' | 'None'
          &STRING strings
          NUMBER
          &'(' (tuple | group | genexp)
          &'[' (list | listcomp)
          &'{' (dict | set | dictcomp | setcomp)
          '...'
        strings*
          STRINGS
        group
          '(' (yield_expr | named_expression) ')'
          invalid_group
        list
          '[' star_named_expressions? ']'
        tuple
          '(' (star_named_expression ',' star_named_expressions?)? ')'
        set
          '{' star_named_expressions '}'
        dict
          '{' ({double_starred_kvpair} ','?)? '}'
          '{' double_starred_kvpair_mistakes '}'
        double_starred_kvpair
          '**' bitwise_or
          kvpair
        kvpair
          expression ':' expression

        lambdef
          'lambda' lambda_params? ':' expression
        lambda_params
          invalid_lambda_parameters
          lambda_parameters
        lambda_parameters
          lambda_slash_no_default lambda_param_no_default* lambda_param_with_default* lambda_star_etc?
          lambda_slash_with_default lambda_param_with_default* lambda_star_etc?
          lambda_param_no_default+ lambda_param_with_default* lambda_star_etc?
          lambda_param_with_default+ lambda_star_etc?
          lambda_star_etc
        lambda_slash_no_default
          lambda_param_no_default+ '/' ','
          lambda_param_no_default+ '/' &':'
        lambda_slash_with_default
          lambda_param_no_default* lambda_param_with_default+ '/' ','
          lambda_param_no_default* lambda_param_with_default+ '/' &':'
        lambda_star_etc
          invalid_lambda_star_etc
          '*' lambda_param_no_default lambda_param_maybe_default* lambda_kwds?
          '*' ',' lambda_param_maybe_default+ lambda_kwds?
          lambda_kwds
        lambda_kwds
          invalid_lambda_kwds
          '**' lambda_param_no_default
        lambda_param_no_default
          NAME ','
          NAME &':'
        lambda_param_with_default
          NAME default ','
          NAME default &':'
        lambda_param_maybe_default
          NAME default? ','
          NAME default? &':'

        for_if_clauses
          for_if_clause+
        for_if_clause
          'async' 'for' star_targets 'in' ~ disjunction ('if' disjunction)*
          'for' star_targets 'in' ~ disjunction ('if' disjunction)*
          invalid_for_target
        listcomp
          '[' named_expression for_if_clauses ']'
          invalid_comprehension
        setcomp
          '{' named_expression for_if_clauses '}'
          invalid_comprehension
        genexp
          '(' (assignment_expression | expression !':=') for_if_clauses ')'
          invalid_comprehension
        dictcomp
          '{' kvpair for_if_clauses '}'
          invalid_dict_comprehension

        arguments*
          args ','? &')'
          invalid_arguments
        args
          {positional_argument} (',' kwargs)?
          kwargs
        positional_argument
          starred_expression
          (assignment_expression | expression !':=') !'='
        kwargs
          {kwarg_or_starred} ',' {kwarg_or_double_starred}
          {kwarg_or_starred}
          {kwarg_or_double_starred}
        starred_expression
          '*' expression
        kwarg_or_starred
          invalid_kwarg
          NAME '=' expression
          starred_expression
        kwarg_or_double_starred
          invalid_kwarg
          NAME '=' expression
          '**' expression

        star_targets
          star_target !','
          star_target (',' star_target)* ','?
        star_target*
          '*' !'*' star_target
          target_with_star_atom
        target_with_star_atom*
          t_primary '.' NAME !t_lookahead
          t_primary '[' slices ']' !t_lookahead
          star_atom
        star_atom
          NAME
          '(' target_with_star_atom ')'
          '(' star_targets_tuple_seq? ')'
          '[' ({star_target} ','?)? ']'
        star_targets_tuple_seq
          star_target (',' star_target)+ ','?
          star_target ','
        single_target
          single_subscript_attribute_target
          NAME
          '(' single_target ')'
        single_subscript_attribute_target
          t_primary '.' NAME !t_lookahead
          t_primary '[' slices ']' !t_lookahead
        t_primary*
          atom &t_lookahead t_trailer*
        t_trailer
          '.' NAME &t_lookahead
          '[' slices ']' &t_lookahead
          genexp &t_lookahead
          '(' arguments? ')' &t_lookahead
        t_lookahead
          '(' | '[' | '.'
        del_targets
          {del_target} ','?
        del_target*
          t_primary '.' NAME !t_lookahead
          t_primary '[' slices ']' !t_lookahead
          del_t_atom
        del_t_atom
          NAME
          '(' del_target ')'
          '(' del_targets? ')'
          '[' del_targets? ']'

        """
}
