using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace QaBot.Answering;

/// <summary>
/// Reads claims from JSON as it streams in: a list of claims with their citations (<c>{"claims":[{"text":"…","citations":[1]}]}</c>), or one text with
/// markers (<c>{"answer":"… [1]"}</c>), under the names that models use. Not thread-safe; one for each JSON value.
/// </summary>
/// <remarks>
/// A model's JSON may be cut off, have trailing commas or line breaks in its strings; so nothing here can fail. Each object is read for its
/// longest text, unless a name says which it is, and for numbers under the names of citations. Values of other names say nothing.
/// </remarks>
internal sealed partial class JsonDraftParser(EvidenceText evidence)
{
    private const int DeepestNesting = 64;

    private static readonly HashSet<string> s_texts = new(
        ["text", "claim", "sentence", "statement", "answer", "response", "content", "output", "reply", "fact", "summary", "point"], StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> s_citations = new(
        ["citations", "citation", "cites", "cited", "sources", "source", "passages", "passage", "passage_numbers", "references", "reference", "refs", "ref", "evidence", "n", "ids", "markers"],
        StringComparer.OrdinalIgnoreCase);

    /// <summary>What models add to a claim that is not its text.</summary>
    private static readonly HashSet<string> s_besides = new(
        ["quote", "quotes", "excerpt", "title", "type", "id", "name", "reason", "reasoning", "explanation", "thought", "thoughts", "confidence", "verdict", "url", "link", "language", "question", "query"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> s_abstentions = new(["abstain", "abstained", "abstains", "not_in_sources", "unanswerable", "refused"], StringComparer.OrdinalIgnoreCase);

    private readonly Stack<Level> _levels = new();
    private readonly StringBuilder _token = new();
    private readonly List<DraftClaim> _claims = [];
    private TextDraftParser? _running;
    private bool _inString;
    private bool _isEscaped;
    private int _unicodeDigits = -1;
    private bool _isEmptyList;
    private bool _hasText;
    private bool _says;

    /// <summary>True once the value has ended.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>Known when complete: it says by a name, or by an empty list of claims, that the sources do not answer.</summary>
    public bool Abstained => _says || (_isEmptyList && !_hasText);

    /// <summary>Whether a line that begins so is JSON; null when more must be seen.</summary>
    public static bool? Opens(StringBuilder line, bool isExpected)
    {
        var at = 1;
        while (at < line.Length && char.IsWhiteSpace(line[at]))
            at++;
        if (at == line.Length)
            return line.Length > DeepestNesting ? false : null;
        return (line[0], line[at]) switch
        {
            ('{', '"') or ('[', '{') => true,
            ('{', '}') or ('[', '"') or ('[', ']') => isExpected,
            _ => false,
        };
    }

    public void Append(char c)
    {
        if (_inString)
            TakeInString(c);
        else
            TakeOutside(c);
    }

    /// <summary>There is no more: what is there of objects that were never closed counts.</summary>
    public void Complete()
    {
        if (_inString)
            EndString();
        EndScalar();
        while (_levels.Count > 0)
            EndLevel();
        EndRunning();
        IsComplete = true;
    }

    public IReadOnlyList<DraftClaim> Take()
    {
        if (_running is not null)
            _claims.AddRange(_running.Take());
        if (_claims.Count == 0)
            return [];
        var claims = _claims.ToArray();
        _claims.Clear();
        return claims;
    }

    private void TakeInString(char c)
    {
        if (_unicodeDigits >= 0)
        {
            _token.Append(c);
            if (++_unicodeDigits == 4)
                EndUnicode();
        }
        else if (_isEscaped)
        {
            _isEscaped = false;
            if (c == 'u')
                _unicodeDigits = 0;
            else
                Add(c switch { 'n' => '\n', 'r' => '\r', 't' => '\t', 'b' or 'f' => ' ', _ => c });
        }
        else if (c == '\\')
            _isEscaped = true;
        else if (c == '"')
            EndString();
        else
            Add(c);
    }

    private void EndUnicode()
    {
        var digits = _token.ToString(_token.Length - 4, 4);
        _token.Length -= 4;
        _unicodeDigits = -1;
        Add(ushort.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var unit) ? (char)unit : '\uFFFD');
    }

    /// <summary>The text of an answer is read while it comes in; any other string is a piece.</summary>
    private void Add(char c)
    {
        if (_running is null)
            _token.Append(c);
        else
            _running.Append(c);
    }

    private void TakeOutside(char c)
    {
        switch (c)
        {
            case '"':
                EndScalar();
                _inString = true;
                if (_levels is { Count: 1 } && _levels.Peek() is { IsList: false, Key: { } key } && s_texts.Contains(key))
                    (_running, _hasText) = (new TextDraftParser(evidence), true);
                break;
            case '{' or '[':
                EndScalar();
                _levels.Push(new Level(c == '[', _levels.Count == 0 ? null : _levels.Peek()));
                break;
            case '}' or ']':
                EndScalar();
                EndLevel();
                break;
            case ',':
                EndScalar();
                if (_levels.TryPeek(out var level))
                    level.EndItem();
                break;
            case ':':
                if (_levels.TryPeek(out var named))
                    named.Key ??= named.Pending;
                break;
            default:
                if (!char.IsWhiteSpace(c))
                    _token.Append(c);
                break;
        }

        IsComplete = _levels.Count == 0 || _levels.Count > DeepestNesting;
    }

    private void EndString()
    {
        (_inString, _isEscaped, _unicodeDigits) = (false, false, -1);
        if (_running is not null)
        {
            EndRunning();
            return;
        }

        var text = _token.ToString();
        _token.Clear();
        if (_levels.TryPeek(out var level))
            Take(level, text);
    }

    private void EndRunning()
    {
        _running?.Complete();
        _claims.AddRange(_running?.Take() ?? []);
        _says |= _running?.Abstained ?? false;
        _running = null;
    }

    private void Take(Level level, string text)
    {
        level.HasItem = true;
        if (level is { IsList: false, Key: null })
            level.Pending = text;
        else if (level.IsCitations || (level.Key is { } key && s_citations.Contains(key)))
            level.Owner?.Numbers.AddRange(NumbersIn(text));
        else if (level.IsList)
            Give(text, []);
        else
            level.TakeText(text, isNamed: s_texts.Contains(level.Key!), isOther: s_besides.Contains(level.Key!));
    }

    private void EndScalar()
    {
        if (_token.Length == 0 || _inString)
            return;
        var word = _token.ToString();
        _token.Clear();
        if (!_levels.TryPeek(out var level))
            return;
        level.HasItem = true;
        if (level.IsCitations || (level.Key is { } key && s_citations.Contains(key)))
            level.Owner?.Numbers.AddRange(NumbersIn(word));
        else if (level.Key is { } name)
            _says |= s_abstentions.Contains(name) ? word.StartsWith('t') : s_texts.Contains(name) && word == "null";
    }

    private void EndLevel()
    {
        if (!_levels.TryPop(out var level))
            return;
        if (level.IsList)
            _isEmptyList |= !level.HasItem && !level.IsCitations;
        else if (level.Text is { } text)
            Give(text, level.Numbers);
        if (_levels.TryPeek(out var outer))
            outer.HasItem = true;
    }

    private void Give(string text, List<int> numbers)
    {
        if (!text.Any(char.IsLetterOrDigit))
            return;
        _hasText = true;
        var parser = new TextDraftParser(evidence);
        var markers = string.Concat(numbers.Distinct().Select(number => string.Create(CultureInfo.InvariantCulture, $"[{number}]")));
        foreach (var c in markers.Length == 0 ? $"{text.Trim()}\n" : $"{text.Trim()} {markers}\n")
            parser.Append(c);
        parser.Complete();
        _says |= parser.Abstained;
        foreach (var (claim, i) in parser.Take().Select((claim, i) => (claim, i)))
        {
            _claims.Add(claim with
            {
                Lead = i == 0 ? "\n" : claim.Lead,
                Passages = [.. claim.Passages.Union(numbers)],
                IsConnective = claim.IsConnective && numbers.Count == 0,
            });
        }
    }

    private static IEnumerable<int> NumbersIn(string text) =>
        Number().Matches(text).Select(match => int.Parse(match.ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture));

    [GeneratedRegex("(?<![0-9])[0-9]{1,3}(?![0-9])")]
    private static partial Regex Number();

    /// <summary>An object or a list that is open.</summary>
    private sealed class Level
    {
        private string? _named;
        private string? _longest;

        public Level(bool isList, Level? outer)
        {
            IsList = isList;
            IsCitations = outer is not null && (outer.IsCitations || (outer.Key is { } key && s_citations.Contains(key)));
            Owner = IsCitations ? outer!.Owner : isList ? null : this;
        }

        public bool IsList { get; }

        /// <summary>Whether what is in it are citations.</summary>
        public bool IsCitations { get; }

        /// <summary>The object whose citations are in it.</summary>
        public Level? Owner { get; }

        /// <summary>A string that may turn out to be a key.</summary>
        public string? Pending { get; set; }

        /// <summary>The name of the value that is being read.</summary>
        public string? Key { get; set; }

        public bool HasItem { get; set; }

        public List<int> Numbers { get; } = [];

        public string? Text => IsCitations ? null : _named ?? _longest;

        public void EndItem() => (Key, Pending) = (null, null);

        public void TakeText(string text, bool isNamed, bool isOther)
        {
            if (isNamed)
                _named ??= text;
            else if (!isOther && text.Contains(' ') && text.Length > (_longest?.Length ?? 0))
                _longest = text;
        }
    }
}
