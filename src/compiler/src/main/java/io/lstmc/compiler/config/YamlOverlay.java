package io.lstmc.compiler.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.lstmc.compiler.diagnostic.Code;
import io.lstmc.compiler.diagnostic.Diagnostic;
import io.lstmc.compiler.diagnostic.Diagnostics;
import io.lstmc.compiler.diagnostic.SourceText;
import io.lstmc.compiler.diagnostic.Span;
import io.lstmc.compiler.tree.Expression;
import io.lstmc.compiler.tree.Identifier;
import io.lstmc.compiler.tree.Statement;
import io.lstmc.compiler.typed.TrainOverlay;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads training settings from YAML into the form of a train block, so that one set of rules checks both:
 *
 * <pre>
 * train:                              # for every model of the file
 *   epochs: 10
 *   clip: {norm: 1.0}
 *   optimizer: {adam: {lr: 0.01}}
 *   frozen: [embed.E]
 *   except: {"*.b_*": {lr: 0.1}}
 * SalesForecast:                      # for one model; wins over train
 *   batch: 8
 * </pre>
 *
 * <p>The text is not trusted: it is read token by token, so no class is ever chosen by it and no alias is ever
 * written out; its length and depth are bounded.
 */
public final class YamlOverlay {

    /** Characters of the text. */
    static final int CHARACTERS = 1 << 16;

    /** Mappings inside one another; the form needs four. */
    private static final int DEPTH = 16;

    private static final String ALL = "train";
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d{1,6})?");

    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final Pattern COMMA = Pattern.compile("[+-]?\\d*,\\d+");
    private static final String POINT = "a number is written with a point, as 0.01";

    private final SourceText source;
    private final Diagnostics diagnostics;
    private final YAMLParser parser;

    /** Ends the reading after a report. */
    private static final class Refused extends Exception {
        private static final long serialVersionUID = 1;
    }

    /** What the overlay beside a model file is called: {@code wave.yaml} for {@code wave.lstm}. */
    public static String fileName(String model) {
        int dot = model.lastIndexOf('.');
        return (dot < 0 ? model : model.substring(0, dot)) + ".yaml";
    }

    /** A name that is easily taken for {@link #fileName}, of a file that is not read: {@code wave.yml}. */
    public static String otherName(String model) {
        return fileName(model).replaceFirst("aml$", "ml");
    }

    /** What is said of a file of that name. */
    public static String notRead(String model) {
        return "is not read; settings beside " + model + " stand in " + fileName(model);
    }

    private YamlOverlay(SourceText source, Diagnostics diagnostics, YAMLParser parser) {
        this.source = source;
        this.diagnostics = diagnostics;
        this.parser = parser;
    }

    /** The settings of the text; none, with a report, when it is not of the form. */
    public static TrainOverlay read(SourceText source, Diagnostics diagnostics) {
        if (source.text().length() > CHARACTERS) {
            diagnostics.add(Diagnostic.of(
                    Code.YAML_TOO_LARGE,
                    new Span(source, 0, 0),
                    "the settings have more than " + CHARACTERS + " characters"));
            return TrainOverlay.NONE;
        }
        YAMLFactory factory = YAMLFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEPTH)
                        .maxDocumentLength(4L * CHARACTERS)
                        .build())
                .build();
        try (YAMLParser parser = factory.createParser(source.text())) {
            return new YamlOverlay(source, diagnostics, parser).document();
        } catch (Refused reported) {
            return TrainOverlay.NONE;
        } catch (JsonProcessingException e) {
            long index = e.getLocation() == null ? 0 : e.getLocation().getCharOffset();
            reportSyntax(source, diagnostics, index, e.getOriginalMessage());
        } catch (IOException | RuntimeException e) {
            reportSyntax(source, diagnostics, 0, e.getMessage());
        }
        return TrainOverlay.NONE;
    }

    private static void reportSyntax(SourceText source, Diagnostics diagnostics, long index, String message) {
        int at = offset(source, index);
        diagnostics.add(Diagnostic.of(Code.YAML_SYNTAX, new Span(source, at, at), "this is not YAML")
                .withLabel(cause(message))
                .withHint("each line is `key: value`; what belongs to a key is indented below it"));
    }

    /** Of the parser's several lines the last that is no place: what it expected. */
    private static String cause(String message) {
        return message == null
                ? "cannot be read"
                : message.lines()
                        .filter(line -> !line.isBlank() && !Character.isWhitespace(line.charAt(0)))
                        .reduce("cannot be read", (first, second) -> second);
    }

    /** The parser counts code points. */
    private static int offset(SourceText source, long codePoints) {
        String text = source.text();
        int all = text.codePointCount(0, text.length());
        return text.offsetByCodePoints(0, (int) Math.max(0, Math.min(all, codePoints)));
    }

    private TrainOverlay document() throws IOException, Refused {
        List<Statement.Setting> all = new ArrayList<>();
        List<TrainOverlay.OfModel> models = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        JsonToken first = parser.nextToken();
        if (first == null || first == JsonToken.VALUE_NULL) {
            return TrainOverlay.NONE;
        }
        if (first != JsonToken.START_OBJECT) {
            throw refuse("the settings are a mapping", "write `train:` and below it, indented, keys and values");
        }
        while (next() == JsonToken.FIELD_NAME) {
            Identifier key = identifier();
            if (!seen.add(key.text())) {
                throw refuse(key.text() + " stands here twice", "put all its settings together");
            }
            List<Statement.Setting> settings = settings(key);
            if (key.text().equals(ALL)) {
                all = settings;
            } else {
                models.add(new TrainOverlay.OfModel(key, settings));
            }
        }
        if (parser.nextToken() != null) {
            throw refuse("a second document", "put all settings into one");
        }
        return new TrainOverlay(all, models);
    }

    /** The next token; anchors and aliases are refused, since nothing here needs them. */
    private JsonToken next() throws IOException, Refused {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw refuse("the text ends too early", "close what is open");
        }
        if (parser.isCurrentAlias() || parser.getObjectId() != null || parser.getTypeId() != null) {
            throw refuse("anchors, aliases and tags have no meaning here", "write the value itself");
        }
        return token;
    }

    private Refused refuse(String message, String hint) {
        diagnostics.add(Diagnostic.of(Code.YAML_FORM, span(), message).withHint(hint));
        return new Refused();
    }

    private Span span() {
        int start = offset(source, parser.currentTokenLocation().getCharOffset());
        int end = offset(source, parser.currentLocation().getCharOffset());
        String text = source.text().substring(start, Math.max(start, end));
        int line = text.indexOf('\n');
        return new Span(
                source,
                start,
                start
                        + (line < 0 ? text : text.substring(0, line))
                                .stripTrailing()
                                .length());
    }

    private Identifier identifier() throws IOException {
        return new Identifier(parser.currentName(), span());
    }

    /** The settings of which there may be several, below one key each with its params. */
    private static final String SEVERAL = "except";

    private List<Statement.Setting> settings(Identifier owner) throws IOException, Refused {
        if (next() != JsonToken.START_OBJECT) {
            throw refuse(
                    owner.text() + " holds no settings",
                    "settings stand below `train`, or below the name of a model, as in `train: {epochs: 10}`");
        }
        List<Statement.Setting> settings = new ArrayList<>();
        while (next() == JsonToken.FIELD_NAME) {
            settings.addAll(below(identifier()));
        }
        return settings;
    }

    /** The setting of a key; of {@link #SEVERAL} one for each key below. */
    private List<Statement.Setting> below(Identifier key) throws IOException, Refused {
        JsonToken first = next();
        if (first == JsonToken.START_ARRAY) {
            return List.of(selection(key));
        }
        if (first != JsonToken.START_OBJECT || !key.text().equals(SEVERAL)) {
            return List.of(setting(key, first));
        }
        List<Statement.Setting> found = new ArrayList<>();
        while (next() == JsonToken.FIELD_NAME) {
            Identifier params = identifier();
            JsonToken options = next();
            if (options != JsonToken.START_OBJECT) {
                throw refuse(
                        "options for " + params.text() + " are missing", "as in `" + params.text() + ": {lr: 0.01}`");
            }
            Span span = key.span().to(params.span());
            found.add(new Statement.Setting(key, Optional.empty(), List.of(params), call(key, options), span));
        }
        if (found.isEmpty()) {
            throw refuse(key.text() + " is empty", "write `param: {option: value}`");
        }
        return found;
    }

    /** {@code key: [a.W, b]}. */
    private Statement.Setting selection(Identifier key) throws IOException, Refused {
        List<Identifier> selected = new ArrayList<>();
        while (next() != JsonToken.END_ARRAY) {
            scalar(key.text());
            selected.add(new Identifier(parser.getText(), span()));
        }
        if (selected.isEmpty()) {
            throw refuse(key.text() + " is empty", "write params, or leave it out");
        }
        Span span = key.span().to(selected.get(selected.size() - 1).span());
        Expression nothing = new Expression.Call(key, List.of(), key.span());
        return new Statement.Setting(key, Optional.empty(), selected, nothing, span);
    }

    /** {@code key: value}, {@code key: {kind: value}} or {@code key: {callee: {option: value}}}. */
    private Statement.Setting setting(Identifier key, JsonToken first) throws IOException, Refused {
        if (first != JsonToken.START_OBJECT) {
            Expression value = scalar(key.text());
            return new Statement.Setting(
                    key, Optional.empty(), value, key.span().to(value.span()));
        }
        if (next() != JsonToken.FIELD_NAME) {
            throw refuse(key.text() + " is empty", "write a value");
        }
        Identifier word = identifier();
        JsonToken token = next();
        String form = key.text() + ": {" + word.text() + ": …}";
        Statement.Setting setting;
        if (token == JsonToken.START_OBJECT || token == JsonToken.VALUE_NULL) {
            Expression call = call(word, token);
            setting = new Statement.Setting(
                    key, Optional.empty(), call, key.span().to(word.span()));
        } else {
            Expression value = scalar(word.text());
            if (value instanceof Expression.Name name) {
                form = key.text() + ": {" + name.text() + ": {option: …}}";
            }
            setting = new Statement.Setting(
                    key, Optional.of(word), value, key.span().to(value.span()));
        }
        if (next() != JsonToken.END_OBJECT) {
            throw refuse(
                    key.text() + " has more than one value",
                    "below " + key.text() + " stands one key, as in `" + form + "`");
        }
        return setting;
    }

    private Expression call(Identifier callee, JsonToken token) throws IOException, Refused {
        List<Expression.Argument> arguments = new ArrayList<>();
        while (token == JsonToken.START_OBJECT && next() == JsonToken.FIELD_NAME) {
            Identifier name = identifier();
            next();
            Expression value = scalar(name.text());
            arguments.add(new Expression.Argument(
                    Optional.of(name), value, name.span().to(value.span())));
        }
        return new Expression.Call(callee, arguments, callee.span());
    }

    /** A number, or a word that is a name in the language. */
    private Expression scalar(String key) throws IOException, Refused {
        JsonToken token = parser.currentToken();
        boolean missing = token == JsonToken.VALUE_NULL
                || token.isScalarValue() && parser.getText().isEmpty();
        if (missing || !token.isScalarValue()) {
            if (missing && DIGITS.matcher(key).matches()) {
                throw refuse("a comma ends a value", POINT);
            }
            throw refuse(
                    missing ? "the value of " + key + " is missing" : key + " takes one value",
                    "write `" + key + ": ` and the value"
                            + (missing ? "; what belongs to " + key + " is indented below it" : ""));
        }
        String text = parser.getText();
        if (COMMA.matcher(text).matches()) {
            throw refuse(text + " is no number", POINT);
        }
        return NUMBER.matcher(text).matches()
                ? new Expression.Literal(Double.parseDouble(text), span())
                : new Expression.Name(text, span());
    }
}
