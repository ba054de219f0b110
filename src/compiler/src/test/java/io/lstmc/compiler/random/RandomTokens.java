package io.lstmc.compiler.random;

import static io.lstmc.compiler.random.RandomText.PRODUCT;
import static io.lstmc.compiler.random.RandomText.atom;

import io.lstmc.compiler.random.RandomTypes.Token;
import io.lstmc.compiler.random.RandomTypes.Type;
import java.util.List;
import java.util.function.Supplier;

/** Random expressions that look tokens up or compare them. */
final class RandomTokens {

    private final RandomExpressions make;
    private final RandomScope scope;

    RandomTokens(RandomExpressions make) {
        this.make = make;
        this.scope = make.scope;
    }

    void add(List<Supplier<RandomText>> ways, Type type, int depth) {
        List<Token> tokens = tokens(type);
        if (!tokens.isEmpty() && !type.isMatrix()) {
            ways.add(() -> numbers(scope.any(tokens), type, depth));
            ways.add(() -> numbers(scope.any(tokens), type, depth));
        }
    }

    private List<Token> tokens(Type type) {
        return scope.tokens.stream()
                .filter(t -> t.time() == type.time() && !type.isSlice())
                .toList();
    }

    /** Numbers of any token along the time of a type. */
    String numbers(Type type) {
        return lookup(scope.any(tokens(type)), type);
    }

    private String lookup(Token token, Type type) {
        String word = moved(token);
        return type.isScalar()
                ? scope.parameter(token.count()) + "[" + word + "]"
                : scope.parameter(token.count(), type.size()) + "[" + word + "]";
    }

    private RandomText numbers(Token token, Type type, int depth) {
        String word = moved(token);
        switch (scope.random.nextInt(5)) {
            case 0 -> {
                if (type.isScalar()) {
                    return atom(make.indexed(type.sized(token.count()), depth - 1) + "[" + word + "]");
                }
                return new RandomText(scope.parameter(type.size(), token.count()) + "·one_hot(" + word + ")", PRODUCT);
            }
            case 1 -> {
                List<Token> same = scope.tokens.stream()
                        .filter(t -> t.time() == token.time() && t.count().equals(token.count()))
                        .toList();
                String other = scope.chance(0.5)
                        ? scope.any("0", "1")
                        : scope.any(same).text();
                String equal = moved(token) + scope.any(" == ", " != ") + other;
                return atom("where(" + equal + ", " + make.of(type, depth - 1) + ", " + make.of(type, depth - 1) + ")");
            }
            default -> {
                return atom(lookup(token, type));
            }
        }
    }

    /** A token, or those of other steps. */
    private String moved(Token token) {
        if (!scope.isModel() || token.time() == null || scope.chance(0.7)) {
            return token.text();
        }
        return scope.carries || scope.chance(0.5)
                ? "previous(" + token.text() + ", first: " + scope.any("0", "1") + ")"
                : "reverse(" + token.text() + ")";
    }
}
