using Microsoft.Data.Sqlite;
using QaBot.Embeddings;
using QaBot.Tests.Articles;
using QaBot.Tests.Fakes;

namespace QaBot.Tests.Embeddings;

public sealed class VectorCacheTests : IDisposable
{
    private const string Model = "openai small";

    private readonly TemporaryFolder _folder = new();
    private readonly MessageLogger<VectorCache> _logger = new();

    private string File => _folder["state/vectors.db"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void What_is_stored_is_found_by_another_process_under_its_model_only()
    {
        using var writer = Open();
        Assert.Empty(writer.Load(Model, Texts(1)));
        Assert.False(System.IO.File.Exists(File));
        writer.Store(Model, Vectors(1, 2));
        using var reader = Open();
        Assert.Equal([1f, 0.5f], reader.Load(Model, Texts(1, 3))[1]);
        Assert.Equal(2, reader.Load(Model, Texts(1, 2)).Count);
        Assert.Empty(reader.Load("openai large", Texts(1, 2)));
        Assert.Empty(_logger.Messages);
    }

    [Fact]
    public void Trimming_removes_other_texts_and_other_models()
    {
        using var cache = Open();
        cache.Store(Model, Vectors(1, 2, 3));
        cache.Store("old", Vectors(1));
        cache.Trim(Model, Texts(2, 9));
        Assert.Equal([(UInt128)2], cache.Load(Model, Texts(1, 2, 3)).Keys);
        Assert.Empty(cache.Load("old", Texts(1)));
    }

    [Fact]
    public void A_file_that_is_something_else_is_made_anew_and_said_once()
    {
        _folder.Write("state/vectors.db", string.Concat(Enumerable.Repeat("This is no database. ", 500)));
        using var cache = Open();
        Assert.Empty(cache.Load(Model, Texts(1)));
        cache.Store(Model, Vectors(1));
        Assert.Single(cache.Load(Model, Texts(1)));
        Assert.Contains("damaged", Assert.Single(_logger.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_file_never_gives_what_is_no_vector_and_can_be_filled_again()
    {
        using (var cache = Open())
            cache.Store(Model, Vectors([.. Enumerable.Range(1, 300)]));
        var good = System.IO.File.ReadAllBytes(File);
        var random = new Random(7);
        for (var round = 0; round < 40; round++)
        {
            var damaged = good.ToArray();
            for (var i = 0; i < 200; i++)
                damaged[random.Next(round % 2 == 0 ? 100 : 0, damaged.Length)] = (byte)random.Next(256);
            Replace(round % 4 == 3 ? damaged[..random.Next(damaged.Length)] : damaged);
            using var cache = Open();
            Assert.All(cache.Load(Model, Texts([.. Enumerable.Range(1, 300)])).Values, vector => Assert.All(vector, number => Assert.True(float.IsFinite(number))));
            cache.Store(Model, Vectors([.. Enumerable.Range(1, 300)]));
        }
    }

    [Fact]
    public void A_vector_of_zeros_or_of_what_is_no_number_counts_as_missing()
    {
        using var cache = Open();
        cache.Store(Model, [new(1, [0, 0]), new(2, [float.NaN, 1]), new(3, [1, 0])]);
        Assert.Equal([(UInt128)3], cache.Load(Model, Texts(1, 2, 3)).Keys);
    }

    [Fact]
    public void A_file_of_another_version_is_made_anew()
    {
        using (var cache = Open())
            cache.Store(Model, Vectors(1));
        using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            connection.Open();
            using var command = new SqliteCommand("PRAGMA user_version = 99", connection);
            command.ExecuteNonQuery();
        }

        using var reader = Open();
        Assert.Empty(reader.Load(Model, Texts(1)));
        reader.Store(Model, Vectors(1));
        Assert.Single(reader.Load(Model, Texts(1)));
    }

    [Fact]
    public void Where_nothing_can_be_written_vectors_are_only_not_kept_and_that_is_said_once()
    {
        _folder.Write("state", "a file where the folder should be");
        using var cache = Open();
        cache.Store(Model, Vectors(1));
        cache.Store(Model, Vectors(2));
        Assert.Empty(cache.Load(Model, Texts(1)));
        Assert.Contains(File, Assert.Single(_logger.Messages), StringComparison.Ordinal);
    }

    [Fact]
    public void Writers_wait_for_each_other()
    {
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, writer =>
        {
            using var cache = Open();
            for (var i = 0; i < 25; i++)
                cache.Store(Model, Vectors((writer * 100) + i));
        });
        using var reader = Open();
        Assert.Equal(100, reader.Load(Model, Texts([.. Enumerable.Range(0, 400)])).Count);
        Assert.Empty(_logger.Messages);
    }

    private VectorCache Open() => new(File, _logger);

    private void Replace(byte[] bytes)
    {
        foreach (var suffix in (string[])["-wal", "-shm"])
            System.IO.File.Delete(File + suffix);
        System.IO.File.WriteAllBytes(File, bytes);
    }

    private static HashSet<UInt128> Texts(params int[] texts) => [.. texts.Select(text => (UInt128)text)];

    private static List<KeyValuePair<UInt128, float[]>> Vectors(params int[] texts) => [.. texts.Select(text => KeyValuePair.Create((UInt128)text, new[] { text, 0.5f }))];
}
